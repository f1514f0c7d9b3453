#include "quadrille/draws/checkpoint.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include <unistd.h>

#include "quadrille/journal/folder.hpp"
#include "quadrille/system/clock.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::draws {
namespace {

constexpr double interval = 1;  // seconds
constexpr double shares_of_time = 20;

/// Of the file, if there is one.
std::optional<std::uint64_t> size_of(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) return std::nullopt;
  return size;
}

}  // namespace

Checkpoint::Checkpoint(team::Team& team, std::string folder, std::uint64_t draws)
    : team_(team), folder_(std::move(folder)), draws_(draws) {}

bool Checkpoint::is_published(const SharedFile& file) {
  return !team_
              .from_rank_0([&]() -> std::string {
                state_ = journal::read_draws_state(folder_).value_or(journal::DrawsState{});
                const bool is = state_.output == file.path() && state_.draws == draws_;
                return is && state_.is_published() ? "it is" : "";
              })
              .empty();
}

bool Checkpoint::goes_on(const SharedFile& file, std::uint64_t size) const {
  return size >= state_.bytes && state_.output == file.path() && state_.rows <= draws_;
}

Checkpoint::Standing Checkpoint::standing(const SharedFile& file) const {
  const auto size = size_of(state_.temporary);
  if (!size) return {};
  return goes_on(file, *size) ? Standing{state_.rows, *size - state_.bytes} : Standing{0, *size};
}

std::uint64_t Checkpoint::open(SharedFile& file) {
  const auto name = team_.from_rank_0([&]() -> std::string {
    const auto size = size_of(state_.temporary);
    if (size && goes_on(file, *size)) return state_.temporary;
    if (size) ::unlink(state_.temporary.c_str());
    state_ = {};
    return "";
  });
  if (name.empty()) {
    // A file that the journal does not know would be left behind by whatever ends this run.
    file.create([&] { remember(file, 0); });
  } else {
    file.go_on(name, std::stoull(team_.broadcast(std::to_string(state_.bytes))));
  }
  return std::stoull(team_.broadcast(std::to_string(state_.rows)));
}

void Checkpoint::after_round(SharedFile& file, std::uint64_t rows) {
  team_.poll();
  const auto causes = team_.all_gather(static_cast<std::uint64_t>(team_.stopping()));
  const auto cause = std::ranges::find_if(causes, [](std::uint64_t value) { return value != 0; });
  const bool is_stopped = cause != causes.end() && rows < draws_;
  const bool is_due = !team_.broadcast(system::seconds_now() >= due_ ? "due" : "").empty();
  if (is_due || is_stopped) note(file, rows);
  if (is_stopped)
    throw system::stopped(
        static_cast<system::StopCause>(*cause),
        std::to_string(rows) + " of " + std::to_string(draws_) + " rows of " + text::quoted(file.path()),
        folder_);
}

void Checkpoint::finish(SharedFile& file) { note(file, draws_); }

void Checkpoint::note(SharedFile& file, std::uint64_t rows) {
  const double start = system::seconds_now();
  file.sync();
  team_.from_rank_0([&] {
    remember(file, rows);
    return std::string();
  });
  const double now = system::seconds_now();
  due_ = now + std::max(interval, shares_of_time * (now - start));
}

void Checkpoint::remember(const SharedFile& file, std::uint64_t rows) {
  state_ = {file.path(), file.temporary(), draws_, rows, file.size()};
  state_.identify();
  journal::write_draws_state(folder_, state_);
}

void forget(const std::string& folder) {
  const auto state = journal::read_draws_state(folder);
  if (!state || !size_of(state->temporary)) return;
  ::unlink(state->temporary.c_str());
  ::unlink(journal::draws_in(folder).c_str());
}

}  // namespace quadrille::draws
