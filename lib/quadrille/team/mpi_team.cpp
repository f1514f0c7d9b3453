#include "quadrille/team/mpi_team.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>
#include <optional>
#include <set>
#include <type_traits>
#include <utility>

#include <boost/mpi/environment.hpp>

#include "quadrille/system/backoff.hpp"
#include "quadrille/system/host.hpp"
#include "quadrille/system/slurm.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/counter.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::team {
namespace {

constexpr double seconds_for_others_to_leave = 1;
constexpr double seconds_for_others_to_stop = 0.7;  // mpirun kills a second after SIGTERM

boost::mpi::communicator duplicate(MPI_Comm comm, OnError on_error) {
  boost::mpi::communicator copy(comm, boost::mpi::comm_duplicate);
  // Boost.MPI sets no error handlers. It throws errors that are returned to it.
  MPI_Comm_set_errhandler(copy, on_error == OnError::abort_job ? MPI_ERRORS_ARE_FATAL : MPI_ERRORS_RETURN);
  return copy;
}

/// The names of the hosts that these identities are of, each host once.
std::vector<std::string> names_of(const std::vector<std::string>& identities) {
  std::set<std::string> seen;
  std::vector<std::string> found;
  for (const std::string& identity : identities)
    if (seen.insert(identity).second) found.push_back(system::name_in(identity));
  return found;
}

}  // namespace

MpiTeam::MpiTeam(const std::string& program, MPI_Comm comm, OnError on_error)
    : program_(program),
      on_error_(on_error),
      exceptions_(std::uncaught_exceptions()),
      world_(duplicate(comm, on_error)),
      exit_(duplicate(comm, on_error)),
      alarm_(world_, program, on_error),
      stop_(world_),
      host_(boost::mpi::environment::processor_name()) {
  hosts_ = names_of(all_gather(system::host_identity(host_)));
}

MpiTeam::~MpiTeam() {
  if (on_error_ == OnError::abort_job) return;
  try {
    if (std::uncaught_exceptions() > exceptions_) fail("an exception ended the team");
    barrier();                       // so that no news of an error comes to a rank that has gone
  } catch (const std::exception&) {  // it was thrown before, or nobody is here to be told
    keep_for_ever(std::make_shared<boost::mpi::communicator>(world_));
    keep_for_ever(std::make_shared<boost::mpi::communicator>(exit_));
    (void)counter_.release();
  }
}

void MpiTeam::poll() {
  if (on_error_ == OnError::throw_error && is_beginning()) return;
  alarm_.look();
  stop_.look();
  if (counter_) counter_->serve();
  for (Counter* counter : served_) counter->serve();
  if (hosts_.size() > 1) look_for_silent_hosts();
}

void MpiTeam::look_for_silent_hosts() {
  if (const auto host = links_.dead(); !host.empty())
    alarm_.raise_everywhere(located({status_of_run_error, host + " does not answer; a host is cut off"}));
}

void MpiTeam::begin_call() {
  if (on_error_ == OnError::throw_error && !is_beginning()) alarm_.look();
}

void MpiTeam::wait_until(const std::function<bool()>& is_done) {
  for (system::Backoff backoff;; backoff.pause()) {
    if (is_done()) return;
    poll();
    if (std::min(backoff.waited(), stop_.seconds()) > seconds_for_others_to_stop)
      alarm_.raise({status_of_stop, "stopped by " + system::name_of(stop_.cause()) +
                                        ", and some ranks did not answer in time; what is finished is in the "
                                        "journal: run the same command again to go on"});
  }
}

template <class Byte, class Begin>
boost::mpi::status MpiTeam::transfer(std::span<Byte> message, const Begin& begin) {
  boost::mpi::request request = begin(message);
  boost::optional<boost::mpi::status> status;
  wait_until([&] { return (status = request.test()).has_value(); });
  return *status;
}

template <class Byte, class Begin>
boost::mpi::status MpiTeam::transfer_a_copy(std::span<Byte> message, const Begin& begin) {
  const auto copy = std::make_shared<std::string>(message.begin(), message.end());
  try {
    const boost::mpi::status status = transfer(std::span(*copy), begin);
    if constexpr (!std::is_const_v<Byte>) std::ranges::copy(*copy, message.begin());
    return status;
  } catch (...) {
    keep_for_ever(copy);
    throw;
  }
}

void MpiTeam::send(int to, std::span<const char> message) {
  begin_call();
  const auto begin = [&](std::span<const char> bytes) {
    return world_.isend(to, exchange_tag, bytes.data(), static_cast<int>(bytes.size()));
  };
  on_error_ == OnError::abort_job ? transfer(message, begin) : transfer_a_copy(message, begin);
}

std::size_t MpiTeam::receive(int from, std::span<char> message) {
  begin_call();
  const auto begin = [&](std::span<char> bytes) {
    return world_.irecv(from, exchange_tag, bytes.data(), static_cast<int>(bytes.size()));
  };
  const auto status =
      on_error_ == OnError::abort_job ? transfer(message, begin) : transfer_a_copy(message, begin);
  return static_cast<std::size_t>(status.count<char>().value());
}

void MpiTeam::open_tickets() {
  if (!counter_) {
    barrier();  // where errors are noticed, unlike where windows are made
    counter_ = make_counter(world_);
  }
  counter_->reset();
  barrier();
}

std::uint64_t MpiTeam::ticket() {
  begin_call();
  std::optional<std::uint64_t> number;
  counter_->ask();
  wait_until([&] { return (number = counter_->answer()).has_value(); });
  return *number;
}

void MpiTeam::fail(const std::string& message) {
  if (size() == 1 && on_error_ == OnError::abort_job) throw text::RunError(message);
  alarm_.raise(located({status_of_run_error, message}));
}

void MpiTeam::barrier() {
  begin_call();
  MPI_Request request = begin_barrier(world_);
  wait_until([&] { return is_done(request); });
}

boost::mpi::communicator MpiTeam::first_ranks(int size) {
  barrier();  // where errors are noticed, unlike in a split
  return world_.split(rank() < size ? 0 : MPI_UNDEFINED, rank());
}

Verdict MpiTeam::located(const Verdict& verdict) const {
  return {verdict.status, verdict.message + " (rank " + std::to_string(rank()) + " on host " + host_ + ")"};
}

int MpiTeam::leave(const Verdict& verdict) {
  if (verdict.status == status_of_run_error && verdict.is_error() && size() > 1)
    alarm_.raise(located(verdict));
  auto wait_for_others = [&, backoff = system::Backoff()](MPI_Request request) mutable {
    for (; !is_done(request); backoff.pause()) {
      if (verdict.is_error() && backoff.waited() > seconds_for_others_to_leave)
        alarm_.raise(located(verdict));
      alarm_.look();
      if (verdict.status == status_of_stop && backoff.waited() > seconds_for_others_to_stop)
        MPI_Abort(world_, status_of_stop);
    }
  };
  // Of all ranks: the highest status, and how far below `size` the lowest rank with an error is. Boost has no
  // collectives that do not block.
  const std::array<int, 2> own = {verdict.status, verdict.is_error() ? size() - rank() : 0};
  std::array<int, 2> highest{};
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Ireduce(own.data(), highest.data(), 2, MPI_INT, MPI_MAX, 0, exit_, &request);
  wait_for_others(request);
  MPI_Ibcast(highest.data(), 2, MPI_INT, 0, exit_, &request);
  wait_for_others(request);
  if (size() - highest[1] == rank() && !(size() == 1 && system::is_further_copy()))
    say(program_, verdict.message);
  return highest[0];
}

}  // namespace quadrille::team
