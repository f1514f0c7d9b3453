// The ranks of an MPI program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <boost/mpi/communicator.hpp>
#include <mpi.h>

#include "quadrille/system/stop.hpp"
#include "quadrille/team/alarm.hpp"
#include "quadrille/team/links.hpp"
#include "quadrille/team/messages.hpp"
#include "quadrille/team/stop_relay.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/team/verdict.hpp"

namespace quadrille::team {

class Counter;

/// All ranks of a communicator, on duplicates of it. Whatever it waits for, it looks for other ranks' errors
/// meanwhile and sleeps in between; once the job is to stop, it does not wait long.
///
/// OnError::abort_job is for programs (run_program): an error of one rank ends all of MPI_COMM_WORLD. A host
/// that does not answer for half a minute ends the job; an MPI error does so with MPI's own message.
///
/// OnError::throw_error is for libraries in somebody's MPI program. MPI_Abort is never called. An error of
/// one rank (fail(), as run() calls it for whatever is thrown on a rank; a host that is silent; an exception
/// that ends the team) is a RunError with its words on all ranks of the team, or of several errors one: in
/// the call in which a rank waits, or else in its next call after the news has come. So nobody waits for a
/// rank that has failed. Then the team is spent: all its calls throw that error again, its end waits for
/// nobody, and its communicators are never given back; make another one on the same communicator. What an
/// InputError or RunError of rank 0 is to all ranks (from_rank_0) leaves the team as it was.
class MpiTeam final : public Team {
 public:
  /// Collective over `comm`, after MPI is initialised. Its end is collective, too, but after an error that
  /// was thrown, and where errors are thrown, ranks wait there for the others.
  explicit MpiTeam(const std::string& program, MPI_Comm comm = MPI_COMM_WORLD,
                   OnError on_error = OnError::abort_job);
  ~MpiTeam() override;
  MpiTeam(const MpiTeam&) = delete;
  MpiTeam& operator=(const MpiTeam&) = delete;

  int rank() const override { return world_.rank(); }
  int size() const override { return world_.size(); }
  const std::string& host() const override { return host_; }
  const std::vector<std::string>& hosts() const override { return hosts_; }
  bool speaks() const override { return rank() == 0; }

  void send(int to, std::span<const char> message) override;
  std::size_t receive(int from, std::span<char> message) override;
  void open_tickets() override;
  std::uint64_t ticket() override;
  void poll() override;
  system::StopCause stopping() const override { return stop_.cause(); }
  [[noreturn]] void fail(const std::string& message) override;

  void barrier() override;
  void require(const Expectations& expectations) override { Team::require(expectations); }

  /// Whether an error was thrown, here or on another rank.
  bool is_spent() const { return alarm_.has_thrown(); }

  /// The first ranks as a communicator of their own; a null one on the others. Collective.
  boost::mpi::communicator first_ranks(int size);

  /// Serves the counter of a sub-team, too, whatever it waits for; until it is asked to stop that.
  void serve(Counter& counter) { served_.push_back(&counter); }
  void stop_serving(const Counter& counter) { std::erase(served_, &counter); }

  /// For run_program. Collective over ranks that end, whatever their verdicts; gives the highest status. The
  /// lowest rank with an error prints it. If some ranks with an InputError find the others still at work
  /// after a second, the job is aborted; so it is if some that stopped early wait for others any longer.
  int leave(const Verdict& verdict);

 private:
  /// In the constructor, which throws no error of a rank that is out of it: nobody needs that one's help.
  bool is_beginning() const { return hosts_.empty(); }
  /// A rank that knows of an error takes part in nothing any more: others must not go on because of it.
  void begin_call();
  void wait_until(const std::function<bool()>& is_done);
  /// Waits for the request that `begin(message)` makes.
  template <class Byte, class Begin>
  boost::mpi::status transfer(std::span<Byte> message, const Begin& begin);
  /// The same where an error may be thrown meanwhile, and then leaves MPI a copy to read or write.
  template <class Byte, class Begin>
  boost::mpi::status transfer_a_copy(std::span<Byte> message, const Begin& begin);
  Verdict located(const Verdict& verdict) const;
  void look_for_silent_hosts();

  std::string program_;
  OnError on_error_;
  int exceptions_;  // that were on their way when it began
  boost::mpi::communicator world_;
  boost::mpi::communicator exit_;  // its collectives never meet those of ranks that are still at work
  Alarm alarm_;
  StopRelay stop_;
  Links links_;
  std::unique_ptr<Counter> counter_;  // none until tickets are opened
  std::vector<Counter*> served_;      // of sub-teams
  std::string host_;
  std::vector<std::string> hosts_;
};

}  // namespace quadrille::team
