#include "distribute/mpi_team.hpp"

#include <algorithm>
#include <numeric>

#include <boost/mpi/environment.hpp>

#include "distribute/backoff.hpp"
#include "distribute/counter.hpp"
#include "distribute/slurm.hpp"
#include "distribute/tags.hpp"
#include "text/error.hpp"

namespace quadrille::distribute {
namespace {

constexpr double seconds_for_others_to_leave = 1;
constexpr double seconds_for_others_to_stop = 0.7;  // mpirun kills a second after SIGTERM

boost::mpi::communicator duplicate_of_world() {
  boost::mpi::communicator copy(MPI_COMM_WORLD, boost::mpi::comm_duplicate);
  MPI_Comm_set_errhandler(copy, MPI_ERRORS_ARE_FATAL);
  return copy;
}

std::vector<std::string> distinct(const std::vector<std::string>& names) {
  std::vector<std::string> found;
  for (const std::string& name : names)
    if (std::ranges::find(found, name) == found.end()) found.push_back(name);
  return found;
}

}  // namespace

MpiTeam::MpiTeam(const std::string& program)
    : program_(program),
      world_(duplicate_of_world()),
      exit_(duplicate_of_world()),
      alarm_(world_, program),
      stop_(world_),
      host_(boost::mpi::environment::processor_name()),
      hosts_(distinct(all_gather(host_))) {}

MpiTeam::~MpiTeam() = default;

void MpiTeam::poll() {
  alarm_.look();
  stop_.look();
  if (counter_) counter_->serve();
}

void MpiTeam::wait(MPI_Request request) {
  for (Backoff backoff;; backoff.pause()) {
    int done = 0;
    MPI_Test(&request, &done, MPI_STATUS_IGNORE);
    if (done != 0) return;
    poll();
    if (std::min(backoff.waited(), stop_.seconds()) > seconds_for_others_to_stop)
      alarm_.raise({status_of_stop, "stopped by " + name_of(stop_.cause()) +
                                        ", and some ranks did not answer in time; what is finished is in the "
                                        "journal: run the same command again to go on"});
  }
}

Share MpiTeam::scatter(const std::vector<Share>& shares) {
  static_assert(sizeof(Share) == 2 * sizeof(std::uint64_t));
  Share own;
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

std::vector<std::uint64_t> MpiTeam::all_gather(std::uint64_t own) {
  std::vector<std::uint64_t> all(static_cast<std::size_t>(size()));
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Iallgather(&own, 1, MPI_UINT64_T, all.data(), 1, MPI_UINT64_T, world_, &request);
  wait(request);
  return all;
}

std::vector<std::string> MpiTeam::all_gather(const std::string& own) {
  const auto wide = all_gather(own.size());
  const std::vector<int> sizes(wide.begin(), wide.end());
  std::vector<int> begins(sizes.size());
  std::exclusive_scan(sizes.begin(), sizes.end(), begins.begin(), 0);
  std::string joined(static_cast<std::size_t>(begins.back() + sizes.back()), '\0');
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Iallgatherv(own.data(), sizes[static_cast<std::size_t>(rank())], MPI_CHAR, joined.data(), sizes.data(),
                  begins.data(), MPI_CHAR, world_, &request);
  wait(request);
  std::vector<std::string> all;
  for (std::size_t other = 0; other < sizes.size(); ++other)
    all.push_back(joined.substr(static_cast<std::size_t>(begins[other]), wide[other]));
  return all;
}

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
  const int own = 2 * verdict.status + (verdict.is_error() ? 1 : 0);
  std::vector<int> all(static_cast<std::size_t>(size()));
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Iallgather(&own, 1, MPI_INT, all.data(), 1, MPI_INT, exit_, &request);
  for (Backoff backoff;; backoff.pause()) {
    int done = 0;
    MPI_Test(&request, &done, MPI_STATUS_IGNORE);
    if (done != 0) break;
    if (verdict.is_error() && backoff.waited() > seconds_for_others_to_leave) alarm_.raise(located(verdict));
    alarm_.look();
    if (verdict.status == status_of_stop && backoff.waited() > seconds_for_others_to_stop)
      MPI_Abort(world_, status_of_stop);
  }
  const auto first_error = std::ranges::find_if(all, [](int code) { return code % 2 == 1; });
  if (first_error - all.begin() == rank() && !(size() == 1 && is_further_copy()))
    say(program_, verdict.message);
  return std::ranges::max(all) / 2;
}

}  // namespace quadrille::distribute
