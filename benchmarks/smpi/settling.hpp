// Ranks that settle what they owe before they talk to each other.
#pragma once

#include <cstdint>
#include <exception>
#include <span>
#include <string>

#include "ledger.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::smpi {

class Settling final : public team::Exchange {
 public:
  explicit Settling(team::Exchange& team) : team_(team) {}

  int rank() const override { return team_.rank(); }
  int size() const override { return team_.size(); }
  void send(int to, std::span<const char> message) override { settled().send(to, message); }
  std::size_t receive(int from, std::span<char> message) override { return settled().receive(from, message); }
  void open_tickets() override { settled().open_tickets(); }
  std::uint64_t ticket() override { return settled().ticket(); }
  void poll() override { settled().poll(); }
  system::StopCause stopping() const override { return team_.stopping(); }
  [[noreturn]] void fail(const std::string& message) override {
    settled().fail(message);
    std::terminate();  // never reached: GCC 12 forgets that a virtual function is [[noreturn]]
  }

 private:
  team::Exchange& settled() {
    settle();
    return team_;
  }

  team::Exchange& team_;
};

}  // namespace quadrille::smpi
