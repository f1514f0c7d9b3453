#include "quadrille/team/mpi_team.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <set>
#include <utility>

#include <boost/mpi/environment.hpp>
#include <boost/serialization/vector.hpp>

#include "quadrille/system/backoff.hpp"
#include "quadrille/system/host.hpp"
#include "quadrille/system/slurm.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/counter.hpp"
#include "quadrille/team/gather.hpp"
#include "quadrille/team/tags.hpp"
#include "quadrille/text/archive.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::team {
namespace {

constexpr double seconds_for_others_to_leave = 1;
constexpr double seconds_for_others_to_stop = 0.7;  // mpirun kills a second after SIGTERM
constexpr std::uint64_t longest_message = 1U << 26U;

boost::mpi::communicator duplicate_of_world() {
  boost::mpi::communicator copy(MPI_COMM_WORLD, boost::mpi::comm_duplicate);
  MPI_Comm_set_errhandler(copy, MPI_ERRORS_ARE_FATAL);
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

/// By rank, on all ranks: gathered along the tree, then broadcast. Not MPI_Iallgather: with Open MPI 4.1 each
/// rank sends to every other, over as many connections.
template <class T>
std::vector<T> of_all(Team& team, const T& own) {
  std::vector<T> all = {own};
  gather(team, all, longest_message, [](std::vector<T>& lower, std::vector<T>&& higher) {
    std::ranges::move(higher, std::back_inserter(lower));
  });
  return text::unpack<std::vector<T>>(team.broadcast(text::pack(all)));
}

}  // namespace

MpiTeam::MpiTeam(const std::string& program)
    : program_(program),
      world_(duplicate_of_world()),
      exit_(duplicate_of_world()),
      alarm_(world_, program),
      stop_(world_),
      host_(boost::mpi::environment::processor_name()),
      hosts_(names_of(all_gather(system::host_identity(host_)))) {}

MpiTeam::~MpiTeam() = default;

void MpiTeam::poll() {
  alarm_.look();
  stop_.look();
  if (counter_) counter_->serve();
  if (hosts_.size() < 2) return;
  if (const auto host = links_.dead(); !host.empty())
    alarm_.raise_everywhere(located({status_of_run_error, host + " does not answer; a host is cut off"}));
}

void MpiTeam::wait(MPI_Request request) {
  for (system::Backoff backoff;; backoff.pause()) {
    int done = 0;
    MPI_Test(&request, &done, MPI_STATUS_IGNORE);
    if (done != 0) return;
    poll();
    if (std::min(backoff.waited(), stop_.seconds()) > seconds_for_others_to_stop)
      alarm_.raise({status_of_stop, "stopped by " + system::name_of(stop_.cause()) +
                                        ", and some ranks did not answer in time; what is finished is in the "
                                        "journal: run the same command again to go on"});
  }
}

work::Share MpiTeam::scatter(const std::vector<work::Share>& shares) {
  static_assert(sizeof(work::Share) == 2 * sizeof(std::uint64_t));
  work::Share own;
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Iscatter(shares.data(), 2, MPI_UINT64_T, &own, 2, MPI_UINT64_T, 0, world_, &request);
  wait(request);
  return own;
}

void MpiTeam::send(int to, std::span<const char> message) {
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Isend(message.data(), static_cast<int>(message.size()), MPI_CHAR, to, exchange_tag, world_, &request);
  wait(request);
}

void MpiTeam::receive(int from, std::span<char> message) {
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Irecv(message.data(), static_cast<int>(message.size()), MPI_CHAR, from, exchange_tag, world_, &request);
  wait(request);
}

void MpiTeam::open_tickets() {
  if (!counter_) counter_ = make_counter(world_);
  counter_->reset();
  barrier();
}

std::uint64_t MpiTeam::ticket() {
  std::uint64_t number = 0;
  wait(counter_->fetch_and_add(number));
  return number;
}

void MpiTeam::fail(const std::string& message) {
  if (size() == 1) throw text::RunError(message);
  alarm_.raise(located({status_of_run_error, message}));
}

std::vector<std::uint64_t> MpiTeam::all_gather(std::uint64_t own) { return of_all(*this, own); }

std::vector<std::string> MpiTeam::all_gather(const std::string& own) { return of_all(*this, own); }

std::string MpiTeam::broadcast(const std::string& text) {
  std::uint64_t size = text.size();
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Ibcast(&size, 1, MPI_UINT64_T, 0, world_, &request);
  wait(request);
  std::string copy = rank() == 0 ? text : std::string(size, '\0');
  MPI_Ibcast(copy.data(), static_cast<int>(size), MPI_CHAR, 0, world_, &request);
  wait(request);
  return copy;
}

void MpiTeam::barrier() {
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Ibarrier(world_, &request);
  wait(request);
}

Verdict MpiTeam::located(const Verdict& verdict) const {
  return {verdict.status, verdict.message + " (rank " + std::to_string(rank()) + " on host " + host_ + ")"};
}

int MpiTeam::leave(const Verdict& verdict) {
  if (verdict.status == status_of_run_error && verdict.is_error() && size() > 1)
    alarm_.raise(located(verdict));
  auto wait_for_others = [&, backoff = system::Backoff()](MPI_Request request) mutable {
    for (int done = 0;; backoff.pause()) {
      MPI_Test(&request, &done, MPI_STATUS_IGNORE);
      if (done != 0) return;
      if (verdict.is_error() && backoff.waited() > seconds_for_others_to_leave)
        alarm_.raise(located(verdict));
      alarm_.look();
      if (verdict.status == status_of_stop && backoff.waited() > seconds_for_others_to_stop)
        MPI_Abort(world_, status_of_stop);
    }
  };
  // Of all ranks: the highest status, and how far below `size` the lowest rank with an error is.
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
