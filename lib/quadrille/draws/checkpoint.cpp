#include "quadrille/draws/checkpoint.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include <unistd.h>

#include "quadrille/journal/folder.hpp"
#include "quadrille/system/clock.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/agreement.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::draws {
namespace {

constexpr double interval = 1;  // seconds
constexpr double shares_of_time = 20;

/// An unfinished file to go on with; without a name there is none.
struct Begun {
  std::string name;
  std::uint64_t bytes = 0;
  std::uint64_t rows = 0;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& name& bytes& rows;
  }
};

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
  return team_.from_rank_0([&] {
    state_ = journal::read_draws_state(folder_).value_or(journal::DrawsState{});
    return state_.output == file.path() && state_.draws == draws_ && state_.is_published();
  });
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
  const Begun begun = team_.from_rank_0([&]() -> Begun {
    const auto size = size_of(state_.temporary);
    if (size && goes_on(file, *size)) return {state_.temporary, state_.bytes, state_.rows};
    if (size) ::unlink(state_.temporary.c_str());
    state_ = {};
    return {};
  });
  if (begun.name.empty()) {
    // A file that the journal does not know would be left behind by whatever ends this run.
    file.create([&] { remember(file, 0); });
  } else {
    file.go_on(begun.name, begun.bytes);
  }
  return begun.rows;
}

void Checkpoint::after_round(SharedFile& file, std::uint64_t rows) {
  team_.poll();
  const system::StopCause cause = team::agreed_stop(team_, team_.stopping());
  const bool is_stopped = cause != 0 && rows < draws_;
  const bool is_due = team_.broadcast(system::seconds_now() >= due_);
  if (is_due || is_stopped) note(file, rows);
  if (is_stopped)
    throw system::stopped(
        cause,
        std::to_string(rows) + " of " + std::to_string(draws_) + " rows of " + text::quoted(file.path()),
        folder_);
}

void Checkpoint::finish(SharedFile& file) { note(file, draws_); }

void Checkpoint::note(SharedFile& file, std::uint64_t rows) {
  const double start = system::seconds_now();
  file.sync();
  team_.from_rank_0([&] { remember(file, rows); });
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
