#include "quadrille/team/alarm.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include <unistd.h>

#include "quadrille/system/backoff.hpp"
#include "quadrille/team/tags.hpp"
#include "quadrille/text/archive.hpp"

namespace quadrille::team {
namespace {

constexpr double seconds_for_rank_0 = 2;
constexpr double seconds_to_tell = 0.5;
constexpr unsigned seconds_to_abort = 10;

}  // namespace

Alarm::Alarm(MPI_Comm comm, std::string program) : comm_(comm), program_(std::move(program)) {
  MPI_Comm_rank(comm_, &rank_);
  MPI_Comm_size(comm_, &size_);
}

void Alarm::look() const {
  int there = 0;
  MPI_Status status;
  MPI_Iprobe(MPI_ANY_SOURCE, error_tag, comm_, &there, &status);
  if (there == 0) return;
  int size = 0;
  MPI_Get_count(&status, MPI_CHAR, &size);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  MPI_Recv(bytes.data(), size, MPI_CHAR, status.MPI_SOURCE, error_tag, comm_, MPI_STATUS_IGNORE);
  end(text::unpack<Verdict>(bytes));
}

void Alarm::raise(const Verdict& verdict) const {
  if (rank_ != 0) wait_for_rank_0(verdict);
  end(verdict);
}

void Alarm::raise_everywhere(const Verdict& verdict) const {
  const std::string silent = text::pack(Verdict{verdict.status, ""});                // one of them speaks
  std::vector<MPI_Request> sent(static_cast<std::size_t>(size_), MPI_REQUEST_NULL);  // never waited for
  for (int other = 0; other < size_; ++other)
    if (other != rank_)
      MPI_Isend(silent.data(), static_cast<int>(silent.size()), MPI_CHAR, other, error_tag, comm_,
                &sent[static_cast<std::size_t>(other)]);
  for (system::Backoff wait; wait.waited() < seconds_to_tell; wait.pause()) {
    int there = 0;
    MPI_Iprobe(MPI_ANY_SOURCE, failed_tag, comm_, &there, MPI_STATUS_IGNORE);  // lets messages pass
  }
  end(verdict);
}

void Alarm::end(const Verdict& verdict) const {
  if (verdict.is_error()) say(program_, verdict.message);
  ::alarm(seconds_to_abort);  // mpirun's daemon may be out of reach: then SIGALRM ends this process
  MPI_Abort(comm_, verdict.status);
  std::abort();
}

int Alarm::lowest_failed_rank() const {
  int lowest = size_;
  while (true) {
    int there = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, failed_tag, comm_, &there, &status);
    if (there == 0) return lowest;
    MPI_Recv(nullptr, 0, MPI_CHAR, status.MPI_SOURCE, failed_tag, comm_, MPI_STATUS_IGNORE);
    lowest = std::min(lowest, status.MPI_SOURCE);
  }
}

void Alarm::wait_for_rank_0(const Verdict& verdict) const {
  bool other_speaks = lowest_failed_rank() < size_;
  std::vector<MPI_Request> sent;  // never waited for: the job ends
  const std::string bytes = text::pack(verdict);
  if (!other_speaks) {
    MPI_Isend(bytes.data(), static_cast<int>(bytes.size()), MPI_CHAR, 0, error_tag, comm_,
              &sent.emplace_back());
    for (int other = 1; other < size_; ++other)
      if (other != rank_) MPI_Isend(nullptr, 0, MPI_CHAR, other, failed_tag, comm_, &sent.emplace_back());
  }
  for (system::Backoff wait; wait.waited() < seconds_for_rank_0 * (other_speaks ? 2 : 1); wait.pause())
    if (lowest_failed_rank() < rank_) other_speaks = true;
}

}  // namespace quadrille::team
