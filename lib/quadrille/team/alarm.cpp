#include "quadrille/team/alarm.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "quadrille/system/backoff.hpp"
#include "quadrille/text/archive.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::team {
namespace {

using boost::mpi::any_source;

constexpr double seconds_for_rank_0 = 2;
constexpr double seconds_to_tell = 0.5;
constexpr double seconds_to_tell_all = 2;
constexpr unsigned seconds_to_abort = 10;

/// Bytes on their way to several ranks.
struct Letters {
  std::string bytes;
  std::vector<boost::mpi::request> sent;

  void send(const boost::mpi::communicator& comm, int to) {
    sent.push_back(comm.isend(to, error_tag, bytes.data(), static_cast<int>(bytes.size())));
  }
  bool are_sent() {
    std::erase_if(sent, [](boost::mpi::request& request) { return !request.active() || request.test(); });
    return sent.empty();
  }
};

}  // namespace

void keep_for_ever(std::shared_ptr<void> remains) {
  static std::vector<std::shared_ptr<void>> all;
  all.push_back(std::move(remains));
}

Alarm::Alarm(boost::mpi::communicator comm, std::string program, OnError on_error)
    : comm_(std::move(comm)), program_(std::move(program)), on_error_(on_error) {}

void Alarm::look() {
  if (thrown_) throw text::RunError(*thrown_);
  const auto there = comm_.iprobe(any_source, error_tag);
  if (!there) return;
  std::string bytes(static_cast<std::size_t>(there->count<char>().value()), '\0');
  comm_.recv(there->source(), error_tag, bytes.data(), static_cast<int>(bytes.size()));
  end(text::unpack<Verdict>(bytes));
}

void Alarm::raise(const Verdict& verdict) {
  if (on_error_ == OnError::throw_error) {
    if (!thrown_) send_to_all(verdict);
  } else if (comm_.rank() != 0) {
    wait_for_rank_0(verdict);
  }
  end(verdict);
}

void Alarm::raise_everywhere(const Verdict& verdict) {
  if (on_error_ == OnError::throw_error) raise(verdict);
  Letters silent{text::pack(Verdict{verdict.status, ""}), {}};  // one of them speaks
  for (int other = 0; other < comm_.size(); ++other)
    if (other != comm_.rank()) silent.send(comm_, other);  // never waited for
  for (system::Backoff wait; wait.waited() < seconds_to_tell; wait.pause())
    (void)comm_.iprobe(any_source, failed_tag);  // lets messages pass
  end(verdict);
}

void Alarm::send_to_all(const Verdict& verdict) {
  const auto letters = std::make_shared<Letters>(Letters{text::pack(verdict), {}});
  for (int other = 0; other < comm_.size(); ++other)
    if (other != comm_.rank()) letters->send(comm_, other);
  system::Backoff wait;
  while (!letters->are_sent() && wait.waited() < seconds_to_tell_all) wait.pause();
  keep_for_ever(letters);
}

void Alarm::end(const Verdict& verdict) {
  if (on_error_ == OnError::throw_error) {
    if (!thrown_) thrown_ = verdict.message;
    throw text::RunError(*thrown_);
  }
  if (verdict.is_error()) say(program_, verdict.message);
  ::alarm(seconds_to_abort);         // mpirun's daemon may be out of reach: then SIGALRM ends this process
  MPI_Abort(comm_, verdict.status);  // Boost's environment::abort() is of MPI_COMM_WORLD
  std::abort();
}

int Alarm::lowest_failed_rank() const {
  int lowest = comm_.size();
  while (const auto there = comm_.iprobe(any_source, failed_tag)) {
    comm_.recv(there->source(), failed_tag);
    lowest = std::min(lowest, there->source());
  }
  return lowest;
}

void Alarm::wait_for_rank_0(const Verdict& verdict) const {
  bool other_speaks = lowest_failed_rank() < comm_.size();
  Letters letter{text::pack(verdict), {}};  // never waited for: the job ends
  if (!other_speaks) {
    letter.send(comm_, 0);
    for (int other = 1; other < comm_.size(); ++other)
      if (other != comm_.rank()) letter.sent.push_back(comm_.isend(other, failed_tag));
  }
  for (system::Backoff wait; wait.waited() < seconds_for_rank_0 * (other_speaks ? 2 : 1); wait.pause())
    if (lowest_failed_rank() < comm_.rank()) other_speaks = true;
}

}  // namespace quadrille::team
