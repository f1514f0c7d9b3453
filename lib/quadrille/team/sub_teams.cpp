#include "quadrille/team/sub_teams.hpp"

#include <exception>

#include <mpi.h>
#include <sched.h>

#include "quadrille/system/backoff.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/counter.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::team {
namespace {

constexpr double longest_rest = 1e-2;  // seconds

/// Tests until the request is done; `pause` is what happens between two tests.
template <class Pause>
void await(Exchange& whole, MPI_Request request, const Pause& pause) {
  for (int done = 0;;) {
    MPI_Test(&request, &done, MPI_STATUS_IGNORE);
    if (done != 0) return;
    whole.poll();
    pause();
  }
}

}  // namespace

/// Made of the lowest ranks of MPI_COMM_WORLD.
class SubTeams::Communicator {
 public:
  Communicator(const Team& whole, int size) {
    MPI_Comm_split(MPI_COMM_WORLD, whole.rank() < size ? 0 : MPI_UNDEFINED, whole.rank(), &comm_);
  }
  /// An error must not wait here for ranks that do not know of it yet.
  ~Communicator() {
    if (comm_ != MPI_COMM_NULL && std::uncaught_exceptions() == 0) MPI_Comm_free(&comm_);
  }
  Communicator(const Communicator&) = delete;
  Communicator& operator=(const Communicator&) = delete;

  MPI_Comm get() const { return comm_; }
  MPI_Request barrier() const {
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Ibarrier(comm_, &request);
    return request;
  }

 private:
  MPI_Comm comm_ = MPI_COMM_NULL;
};

class SubTeams::SubTeam final : public Exchange {
 public:
  SubTeam(Team& whole, int size, std::unique_ptr<Communicator> comm)
      : whole_(whole), size_(size), comm_(std::move(comm)) {}
  ~SubTeam() override {
    if (std::uncaught_exceptions() > 0) (void)counter_.release();
  }
  SubTeam(const SubTeam&) = delete;
  SubTeam& operator=(const SubTeam&) = delete;

  int rank() const override { return whole_.rank(); }
  int size() const override { return size_; }

  work::Share scatter(const std::vector<work::Share>& shares) override {
    work::Share own;
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Iscatter(shares.data(), 2, MPI_UINT64_T, &own, 2, MPI_UINT64_T, 0, comm_->get(), &request);
    wait(request);
    return own;
  }
  void send(int to, std::span<const char> message) override { whole_.send(to, message); }
  void receive(int from, std::span<char> message) override { whole_.receive(from, message); }

  void open_tickets() override {
    if (!counter_) counter_ = make_counter(comm_->get());
    counter_->reset();
    wait(comm_->barrier());
  }
  std::uint64_t ticket() override {
    std::uint64_t number = 0;
    wait(counter_->fetch_and_add(number));
    return number;
  }

  void poll() override {
    whole_.poll();
    if (counter_) counter_->serve();
  }
  system::StopCause stopping() const override { return whole_.stopping(); }
  [[noreturn]] void fail(const std::string& message) override {
    whole_.fail(message);
    std::terminate();  // never reached: GCC 12 forgets that a virtual function is [[noreturn]]
  }

  const Communicator& comm() const { return *comm_; }

 private:
  void wait(MPI_Request request) {
    system::Backoff backoff;
    await(*this, request, [&] { backoff.pause(); });
  }

  Team& whole_;
  int size_;
  std::unique_ptr<Communicator> comm_;
  std::unique_ptr<Counter> counter_;  // none until tickets are opened; ends before the communicator
};

SubTeams::SubTeams(Team& whole, const std::vector<int>& sizes)
    : whole_(whole), meeting_(std::make_unique<Communicator>(whole, whole.size())) {
  for (const int size : sizes) {
    auto comm = std::make_unique<Communicator>(whole, size);
    if (whole.rank() < size) teams_.emplace(size, std::make_unique<SubTeam>(whole, size, std::move(comm)));
  }
}

SubTeams::~SubTeams() = default;

Exchange& SubTeams::team(int size) { return *teams_.at(size); }

void SubTeams::meet() {
  system::Backoff backoff(longest_rest);
  await(whole_, meeting_->barrier(), [&] { backoff.pause(); });
}

void SubTeams::start_together(int size) {
  await(whole_, teams_.at(size)->comm().barrier(), [] { sched_yield(); });
}

}  // namespace quadrille::team
