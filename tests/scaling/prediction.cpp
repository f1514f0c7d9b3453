#include "quadrille/scaling/prediction.hpp"

#include <gtest/gtest.h>

#include "quadrille/scaling/laws.hpp"
#include "quadrille/system/backoff.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::scaling {
namespace {

using work::Growth;
using work::Layout;

/// Blocks of equal cost, in one replicate.
Layout blocks(std::uint64_t count) { return Layout(1, {{count, 1, 1, 0}}, Growth::blocks); }

/// A second for each block, and nothing else costs anything.
const Costs only_kernels = {.alone = 1, .busy = 1, .finish = 0, .take_over = 0, .message = 0};
const Network no_network = {.latency = 0, .bandwidth = 1e300};

TEST(Prediction, shares_of_equal_blocks_without_any_loss_are_as_fast_as_processes_are_many) {
  for (const std::uint64_t processes : {1U, 2U, 3U, 64U, 1024U}) {
    const Prediction done = predict(blocks(3 * 1024), processes, only_kernels, no_network);
    EXPECT_DOUBLE_EQ(done.efficiency(), 1) << processes;
    EXPECT_DOUBLE_EQ(done.chain.kernels, 3072.0 / static_cast<double>(processes));
    EXPECT_DOUBLE_EQ(done.imbalance(), 1);
    EXPECT_DOUBLE_EQ(done.chain.finish, 0);
  }
}

TEST(Prediction, blocks_are_not_cut) {
  const Prediction done = predict(blocks(10), 4, only_kernels, no_network);
  EXPECT_DOUBLE_EQ(done.slowest, 3);
  EXPECT_DOUBLE_EQ(done.mean, 2.5);
  EXPECT_DOUBLE_EQ(done.imbalance(), 1.2);
  EXPECT_DOUBLE_EQ(done.waiting(), 0.5);
  EXPECT_NEAR(done.speedup, 10.0 / 3, 1e-3);  // who waits for a second is half a millisecond late
}

TEST(Prediction, processors_that_are_slower_together_are_so_for_more_than_one_process) {
  Costs costs = only_kernels;
  costs.busy = 1.25;
  EXPECT_DOUBLE_EQ(predict(blocks(8), 1, costs, no_network).chain.kernels, 8);
  EXPECT_DOUBLE_EQ(predict(blocks(8), 2, costs, no_network).chain.kernels, 5);
}

TEST(Prediction, what_only_rank_0_does_is_amdahls_serial_fraction) {
  const Layout layout = blocks(8192);
  Costs costs = only_kernels;
  const auto bytes = static_cast<double>(bytes_of(layout, {0, 8192}, costs.weight));
  costs.finish = 8192.0 / 19 / bytes;  // a twentieth of the whole
  for (const std::uint64_t processes : {2U, 16U, 4096U}) {
    const Prediction done = predict(layout, processes, costs, no_network);
    const Point point{static_cast<double>(processes), done.speedup};
    EXPECT_NEAR(karp_flatt(point), 0.05, 1e-9) << processes;
  }
}

TEST(Prediction, a_message_goes_down_and_up_each_level_of_the_tree) {
  Costs costs = only_kernels;
  costs.busy = 0;
  const Network network{.latency = 1e-6, .bandwidth = 1e300};  // so short that nobody sleeps
  // The most ones that a rank's number has in binary: 7 hands to 6, that to 4, that to 0.
  for (const auto& [processes, levels] : {std::pair{2, 1}, {3, 1}, {4, 2}, {5, 2}, {8, 3}, {1024, 10}}) {
    const Prediction done = predict(blocks(1024), static_cast<std::uint64_t>(processes), costs, network);
    EXPECT_NEAR(done.chain.scatter, levels * 1e-6, 1e-12) << processes;
    EXPECT_NEAR(done.chain.gather, levels * 1e-6, 1e-12) << processes;
  }
}

TEST(Prediction, a_scatter_takes_a_logarithm_of_messages_and_the_time_of_its_bytes) {
  Costs costs = only_kernels;
  costs.busy = 0;
  costs.message = 1e-6;
  // Rank 0 sends to 32, 16, .., 1 one message each: 16 shares fit into one, 32 too. 63 gets its share through
  // 32, 48, .., 62: 6 messages that are sent, 6 that are received.
  EXPECT_NEAR(predict(blocks(2048), 64, costs, no_network).chain.scatter, 12e-6, 1e-12);
  // The bytes of half of the shares, of a quarter, and so on, are those of all.
  costs.message = 0;
  const Network slow{.latency = 0, .bandwidth = 1e9};
  const double scatter = predict(blocks(1 << 18), 1 << 18, costs, slow).chain.scatter;
  EXPECT_GE(scatter, 4e-3);
  EXPECT_LT(scatter, 8e-3);
}

TEST(Prediction, long_messages_ask_first) {
  Costs costs = only_kernels;
  costs.busy = 0;
  const Network network{.latency = 1e-5, .bandwidth = 1e9};
  costs.weight.tally = eager_limit / 2;
  const double eager = predict(blocks(2), 2, costs, network).chain.gather;
  EXPECT_NEAR(eager, 1e-5 + 1e-9 * static_cast<double>(bytes_of(blocks(2), {1, 2}, costs.weight)), 1e-12);
  costs.weight.tally = eager_limit;
  const Chain asked = predict(blocks(2), 2, costs, network).chain;
  const double sent = 3e-5 + 1e-9 * static_cast<double>(bytes_of(blocks(2), {1, 2}, costs.weight));
  EXPECT_NEAR(asked.gather, sent + system::expected_lateness(asked.scatter + sent), 1e-12);
}

TEST(Prediction, the_lab_of_1e11_draws_on_512_processes_is_even) {
  // 4 ns a draw in blocks of 4096, a summary of 120 KB to merge at 1 ns a byte.
  const Layout layout(1, {{24414063, 4 * 4096, 4 * 1024, 0}}, Growth::blocks);
  const Costs costs{.alone = 1e-9,
                    .busy = 1e-9,
                    .finish = 1e-9,
                    .take_over = 1e-9,
                    .message = 1e-6,
                    .weight = {400, 400, 120000}};
  const Prediction done = predict(layout, 512, costs, {});
  EXPECT_LT(done.imbalance(), 1.01);
  EXPECT_GT(done.efficiency(), 0.95);
}

}  // namespace
}  // namespace quadrille::scaling
