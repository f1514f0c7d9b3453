#include "quadrille/system/load.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "quadrille/system/processors.hpp"

namespace quadrille::system {
namespace {

// As of proc(5): user nice system idle iowait irq softirq steal guest guest_nice.
const std::string stat =
    "cpu  1000 0 0 9000 0 0 0 0 0 0\n"
    "cpu0 100 20 30 5000 600 7 8 35 90 10\n"
    "cpu1 300 0 0 7000 0 0 0 0 0 0\n"
    "cpu12 1 1 1 1 1 1 1 1\n"
    "intr 77 1 2 3\n";

TEST(Load, is_all_but_idle_and_waiting) {
  const auto all = [](std::size_t) { return true; };
  EXPECT_EQ(load_in(stat, all, 100), (Load{.busy = 2.00 + 3.00 + 0.06, .processors = 3}));
  EXPECT_EQ(load_in(
                stat, [](std::size_t number) { return number == 0; }, 50),
            (Load{4, 1}));
  EXPECT_EQ(load_in(
                stat, [](std::size_t number) { return number == 12; }, 1),
            (Load{6, 1}));
}

TEST(Load, is_not_known_where_the_system_does_not_say) {
  const auto all = [](std::size_t) { return true; };
  EXPECT_FALSE(load_in("", all, 100));
  EXPECT_FALSE(load_in("cpu  1 2 3\nintr 1\ncpux 1 2 3\n", all, 100));
  EXPECT_FALSE(load_in(
      stat, [](std::size_t number) { return number == 5; }, 100));
}

Host host(const std::string& name, std::uint64_t usable) { return {name, {.usable = usable}}; }

TEST(Others, are_what_the_ranks_of_a_host_have_not_used) {
  const std::vector<Host> hosts(2, host("a", 2));
  const auto others = [&](double busy) {
    const std::vector<Use> uses = {{10, 9, busy, 2}, {10, 6, busy, 2}};
    return others_among(hosts, uses);
  };
  EXPECT_EQ(others(20), (Others{.busy = 0.5, .in_the_way = 0.5}));
  EXPECT_EQ(others(15), (Others{}));
  EXPECT_EQ(others(14.9), (Others{}));  // clocks differ
}

TEST(Others, are_in_the_way_where_they_leave_too_few_processors) {
  const auto others = [](std::uint64_t usable, std::uint64_t processors, double busy) {
    const std::vector<Host> hosts(3, host("a", usable));
    const std::vector<Use> uses(3, {2, 2, busy, processors});
    return others_among(hosts, uses);
  };
  EXPECT_EQ(others(8, 8, 16), (Others{.busy = 5, .in_the_way = 0}));
  EXPECT_EQ(others(4, 4, 10), (Others{.busy = 2, .in_the_way = 1}));
  EXPECT_EQ(others(2, 4, 10), (Others{.busy = 2, .in_the_way = 0}));  // a quota of 2 for 3 ranks
  EXPECT_EQ(others(1, 1, 8), (Others{.busy = 1, .in_the_way = 1}));
}

TEST(Others, are_counted_host_by_host) {
  const std::vector<Host> hosts = {host("a", 2), host("a", 2), host("b", 4)};
  std::vector<Use> uses = {{4, 3, 8, 2}, {4, 3, 8, 2}, {2, 2, 6, 4}};
  EXPECT_EQ(others_among(hosts, uses), (Others{.busy = 0.5 + 2, .in_the_way = 0.5}));
  uses[2].processors = 0;
  EXPECT_FALSE(others_among(hosts, uses));
  uses[2] = {.elapsed = 0.9, .own = 0.5, .busy = 1, .processors = 4};
  EXPECT_FALSE(others_among(hosts, uses));
}

TEST(Load, of_this_host_grows_with_what_this_process_does) {
  const auto before = load_here();
  ASSERT_TRUE(before);
  EXPECT_GE(before->processors, 1U);
  const double used = processor_seconds();
  while (processor_seconds() < used + 0.3) {
  }
  // It counts in hundredths of a second, on each processor.
  EXPECT_GE(load_here()->busy - before->busy, 0.3 - 0.02 * static_cast<double>(before->processors));
}

}  // namespace
}  // namespace quadrille::system
