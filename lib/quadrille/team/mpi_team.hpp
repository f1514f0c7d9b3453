// The ranks of an MPI program.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <boost/mpi/communicator.hpp>

#include "quadrille/system/stop.hpp"
#include "quadrille/team/alarm.hpp"
#include "quadrille/team/links.hpp"
#include "quadrille/team/stop_relay.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/team/verdict.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::team {

class Counter;

/// All ranks of MPI_COMM_WORLD, on communicators of its own. Whatever it waits for, it looks for other ranks'
/// errors meanwhile and sleeps in between; once the job is to stop, it does not wait long. A host that does
/// not answer for half a minute ends the job; an MPI error does so with MPI's own message.
class MpiTeam final : public Team {
 public:
  /// Collective, after MPI is initialised; its end is collective too.
  explicit MpiTeam(const std::string& program);
  ~MpiTeam() override;

  int rank() const override { return world_.rank(); }
  int size() const override { return world_.size(); }
  const std::string& host() const override { return host_; }
  const std::vector<std::string>& hosts() const override { return hosts_; }
  bool speaks() const override { return rank() == 0; }

  work::Share scatter(const std::vector<work::Share>& shares) override;
  void send(int to, std::span<const char> message) override;
  void receive(int from, std::span<char> message) override;
  void open_tickets() override;
  std::uint64_t ticket() override;
  void poll() override;
  system::StopCause stopping() const override { return stop_.cause(); }
  [[noreturn]] void fail(const std::string& message) override;

  std::vector<std::uint64_t> all_gather(std::uint64_t own) override;
  std::vector<std::string> all_gather(const std::string& own) override;
  std::string broadcast(const std::string& text) override;
  void barrier() override;
  void require(const Expectations& expectations) override { Team::require(expectations); }

  /// Collective over ranks that end, whatever their verdicts; gives the highest status. The lowest rank with
  /// an error prints it. If some ranks with an InputError find the others still at work after a second, the
  /// job is aborted; so it is if some that stopped early wait for others any longer.
  int leave(const Verdict& verdict);

 private:
  void wait(MPI_Request request);
  Verdict located(const Verdict& verdict) const;

  std::string program_;
  boost::mpi::communicator world_;
  boost::mpi::communicator exit_;  // its collectives never meet those of ranks that are still at work
  Alarm alarm_;
  StopRelay stop_;
  Links links_;
  std::unique_ptr<Counter> counter_;  // none until tickets are opened
  std::string host_;
  std::vector<std::string> hosts_;
};

}  // namespace quadrille::team
