#include "quadrille/team/sub_teams.hpp"

#include <exception>
#include <optional>

#include <mpi.h>
#include <sched.h>

#include "quadrille/system/backoff.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/counter.hpp"
#include "quadrille/team/messages.hpp"
#include "quadrille/team/mpi_team.hpp"

namespace quadrille::team {
namespace {

constexpr double longest_rest = 1e-2;  // seconds

/// Until `is_done()`; `pause` is what happens between two looks.
template <class IsDone, class Pause>
void await(Exchange& whole, const IsDone& is_done, const Pause& pause) {
  while (!is_done()) {
    whole.poll();
    pause();
  }
}

template <class Pause>
void meet_in(const Communicator& comm, Exchange& whole, const Pause& pause) {
  whole.poll();  // who knows of an error takes part in nothing any more
  MPI_Request request = begin_barrier(*comm);
  await(
      whole, [&] { return is_done(request); }, pause);
}

}  // namespace

Communicator::Communicator(MpiTeam& team, int size) : team_(team), comm_(team.first_ranks(size)) {}

Communicator::~Communicator() {
  if (is_spent()) keep_for_ever(std::make_shared<boost::mpi::communicator>(comm_));
}

bool Communicator::is_spent() const { return std::uncaught_exceptions() > 0 || team_.is_spent(); }

class SubTeams::SubTeam final : public Exchange {
 public:
  SubTeam(MpiTeam& whole, int size) : whole_(whole), size_(size), comm_(whole, size) {}
  ~SubTeam() override {
    if (counter_) whole_.stop_serving(*counter_);
    if (comm_.is_spent()) (void)counter_.release();
  }
  SubTeam(const SubTeam&) = delete;
  SubTeam& operator=(const SubTeam&) = delete;

  int rank() const override { return whole_.rank(); }
  int size() const override { return size_; }

  void send(int to, std::span<const char> message) override { whole_.send(to, message); }
  std::size_t receive(int from, std::span<char> message) override { return whole_.receive(from, message); }

  void open_tickets() override {
    if (!counter_) {
      meet();  // where errors are noticed, unlike where windows are made
      counter_ = make_counter(*comm_);
      whole_.serve(*counter_);  // also while this rank waits for a message, which is the whole team's
    }
    counter_->reset();
    meet();
  }
  std::uint64_t ticket() override {
    std::optional<std::uint64_t> number;
    system::Backoff backoff;
    counter_->ask();
    await(
        *this, [&] { return (number = counter_->answer()).has_value(); }, [&] { backoff.pause(); });
    return *number;
  }

  void poll() override { whole_.poll(); }
  system::StopCause stopping() const override { return whole_.stopping(); }
  [[noreturn]] void fail(const std::string& message) override {
    whole_.fail(message);
    std::terminate();  // never reached: GCC 12 forgets that a virtual function is [[noreturn]]
  }

  const Communicator& comm() const { return comm_; }

 private:
  void meet() {
    system::Backoff backoff;
    meet_in(comm_, *this, [&] { backoff.pause(); });
  }

  MpiTeam& whole_;
  int size_;
  Communicator comm_;
  std::unique_ptr<Counter> counter_;  // none until tickets are opened; ends before the communicator
};

SubTeams::SubTeams(Team& whole, const std::vector<int>& sizes)
    : whole_(dynamic_cast<MpiTeam&>(whole)), meeting_(whole_, whole.size()) {
  for (const int size : sizes) teams_.emplace(size, std::make_unique<SubTeam>(whole_, size));
}

SubTeams::~SubTeams() = default;

Exchange& SubTeams::team(int size) { return *teams_.at(size); }

void SubTeams::meet() {
  system::Backoff backoff(longest_rest);
  meet_in(meeting_, whole_, [&] { backoff.pause(); });
}

void SubTeams::start_together(int size) {
  meet_in(teams_.at(size)->comm(), whole_, [] { sched_yield(); });
}

}  // namespace quadrille::team
