#include "quadrille/draws/shared_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <limits>

#include <unistd.h>

#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::draws {
namespace {

/// Gathered in place of a length by a rank that cannot go on.
constexpr auto failed = std::numeric_limits<std::uint64_t>::max();

/// Of a path that was writable a while ago; as it is where the working folder is gone since.
std::string absolute(const std::string& path) {
  std::error_code error;
  const auto whole = std::filesystem::absolute(system::resolved(path), error).string();
  return error ? path : whole;
}

}  // namespace

SharedFile::SharedFile(team::Team& team, const std::string& path, system::Unfinished unfinished)
    : team_(team),
      path_(team.broadcast(team.rank() == 0 ? absolute(path) : std::string())),
      file_(unfinished) {}

void SharedFile::create(const std::function<void()>& created) {
  if (team_.rank() == 0) {
    note(file_.create(path_), "write");
    try {
      if (failure_.empty()) created();
    } catch (const std::exception& error) {
      failure_ = error.what();
      ::unlink(file_.name().c_str());
    }
  }
  open_on_all();
}

void SharedFile::go_on(const std::string& temporary, std::uint64_t size) {
  size_ = size;
  if (team_.rank() == 0) {
    note(file_.open(temporary), "open");
    if (failure_.empty()) note(file_.truncate(size), "cut");
  }
  open_on_all();
}

void SharedFile::open_on_all() {
  require_all();
  const auto name = team_.broadcast(file_.name());
  if (team_.rank() != 0) note(file_.open(name), "open the shared file");
  require_all();
}

void SharedFile::append(std::string_view own) {
  const auto lengths = team_.all_gather<std::uint64_t>(failure_.empty() ? own.size() : failed);
  if (std::ranges::count(lengths, failed) > 0) require_all();
  auto offset = size_;
  for (int rank = 0; rank < team_.rank(); ++rank) offset += lengths[static_cast<std::size_t>(rank)];
  for (const auto length : lengths) size_ += length;
  note(file_.write(offset, own), "write");
}

void SharedFile::sync() {
  if (failure_.empty()) note(file_.sync(), "write");
  require_all();
}

void SharedFile::publish() {
  if (failure_.empty()) note(file_.close(), "write");
  require_all();
  if (team_.rank() == 0) note(file_.rename(path_), "rename what was written to");
  require_all();
}

void SharedFile::note(int error, const std::string& what) {
  if (error != 0)
    failure_ = "host " + team_.host() + " cannot " + what + ' ' + text::quoted(path_) + ": " +
               system::reason(error) + "; " +
               (error == ENOSPC || error == EDQUOT ? "make room" : "put that right") +
               ", then run the same command again";
}

void SharedFile::require_all() {
  const auto failures = team_.all_gather(failure_);
  const auto first = std::ranges::find_if_not(failures, &std::string::empty);
  if (first != failures.end()) throw text::RunError(*first);
}

}  // namespace quadrille::draws
