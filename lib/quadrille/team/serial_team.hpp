// A program alone: rank 0 of 1, and no MPI.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "quadrille/system/stop.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/team/verdict.hpp"

namespace quadrille::team {

class SerialTeam final : public Team {
 public:
  explicit SerialTeam(std::string program);

  int rank() const override { return 0; }
  int size() const override { return 1; }
  const std::string& host() const override { return hosts_.front(); }
  const std::vector<std::string>& hosts() const override { return hosts_; }
  /// False in all but the first of several separate copies, until require() has allowed them.
  bool speaks() const override { return speaks_; }

  [[noreturn]] void send(int to, std::span<const char> message) override;
  [[noreturn]] std::size_t receive(int from, std::span<char> message) override;
  void open_tickets() override { next_ticket_ = 0; }
  std::uint64_t ticket() override { return next_ticket_++; }
  void poll() override {}
  system::StopCause stopping() const override { return system::asked_to_stop(); }
  [[noreturn]] void fail(const std::string& message) override;

  void barrier() override {}
  void require(const Expectations& expectations) override;

  /// Prints the verdict's message, and returns its status.
  int leave(const Verdict& verdict);

 private:
  std::string program_;
  std::vector<std::string> hosts_;
  bool speaks_;
  std::uint64_t next_ticket_ = 0;
};

}  // namespace quadrille::team
