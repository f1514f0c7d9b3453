#include "quadrille/draws/stream.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <limits>
#include <span>

#include <poll.h>
#include <unistd.h>

#include "quadrille/system/partial_file.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::draws {
namespace {

/// Gathered in place of a length by rank 0 when it cannot go on.
constexpr auto failed = std::numeric_limits<std::uint64_t>::max();

/// A write to a pipe that nobody reads fails instead of ending the process.
class WithoutPipeSignals {
 public:
  WithoutPipeSignals() : before_(std::signal(SIGPIPE, SIG_IGN)) {}
  ~WithoutPipeSignals() { std::signal(SIGPIPE, before_); }
  WithoutPipeSignals(const WithoutPipeSignals&) = delete;
  WithoutPipeSignals& operator=(const WithoutPipeSignals&) = delete;

 private:
  void (*before_)(int);
};

}  // namespace

int write_all(int descriptor, std::string_view bytes) {
  const WithoutPipeSignals guard;
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
      continue;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
      struct pollfd ready = {descriptor, POLLOUT, 0};
      ::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

bool stream_csv(team::Team& team, int descriptor, const std::string& name,
                const std::vector<std::string>& names, std::uint64_t draws, const Fill& fill) {
  const auto rank = static_cast<std::uint64_t>(team.rank()), ranks = static_cast<std::uint64_t>(team.size());
  Rows rows(names.size(), fill);
  std::string other;  // rank's chunk, at rank 0
  int error = rank == 0 ? write_all(descriptor, header_line(names)) : 0;
  for (std::uint64_t round = 0; round < draws; round += rows.most() * ranks) {
    const auto first = std::min(round + rows.most() * rank, draws);
    const auto own = rows(first, std::min(rows.most(), draws - first));
    const auto lengths = team.all_gather<std::uint64_t>(rank == 0 && error != 0 ? failed : own.size());
    if (lengths[0] == failed) break;
    if (rank != 0) {
      team.send(0, own);
      continue;
    }
    error = write_all(descriptor, own);
    for (std::uint64_t from = 1; from < ranks; ++from) {
      other.resize(lengths[from]);
      team.receive(static_cast<int>(from), other);
      if (error == 0) error = write_all(descriptor, other);
    }
  }
  error = team.broadcast(error);
  if (error == 0) return true;
  if (error == EPIPE) return false;
  throw text::RunError("cannot write the draws to " + name + ": " + team.broadcast(system::reason(error)));
}

}  // namespace quadrille::draws
