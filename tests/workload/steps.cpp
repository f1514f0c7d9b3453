// A workload of three dependent steps: a median by brackets, each half as wide or less, and then by counting.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <mpi.h>
#include <unistd.h>

#include "harness/harness.hpp"
#include "quadrille/team/mpi_team.hpp"
#include "quadrille/team/serial_team.hpp"
#include "quadrille/text/archive.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/workload/kernel_step.hpp"
#include "quadrille/workload/run.hpp"
#include "work/words.hpp"

namespace quadrille::workload {
namespace {

using harness::team;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;
using work::testing::Nothing;

constexpr std::uint64_t values = 10'000, block_values = 64;

/// Value i of a fixed sequence of numbers below 2^20 (splitmix64).
std::uint64_t value(std::uint64_t i) {
  std::uint64_t z = (i + 1) * 0x9e3779b97f4a7c15U;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return (z ^ (z >> 31U)) >> 44U;
}

/// [low, high), and how many values are below low.
struct Bracket {
  std::uint64_t low = 0, high = std::uint64_t{1} << 20U, below = 0;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& low& high& below;
  }
};

/// How many values lie in each of 128 parts of a bracket.
struct Counts {
  std::vector<std::uint64_t> of_part;

  void merge(const Counts& other) {
    of_part.resize(std::max(of_part.size(), other.of_part.size()));
    for (std::size_t i = 0; i < other.of_part.size(); ++i) of_part[i] += other.of_part[i];
  }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& of_part;
  }
};

constexpr std::uint64_t parts = 128;

std::uint64_t width(const Bracket& bracket) { return (bracket.high - bracket.low + parts - 1) / parts; }

struct Counting {
  using Leaf = Counts;
  using Summary = Counts;
  using Tally = Nothing;

  Bracket bracket;

  Counts operator()(const work::Block& at, Nothing&) const {
    Counts counts{std::vector<std::uint64_t>(parts)};
    const std::uint64_t first = at.block * block_values;
    for (std::uint64_t i = first; i < std::min(first + block_values, values); ++i)
      if (const auto x = value(i); x >= bracket.low && x < bracket.high)
        ++counts.of_part[(x - bracket.low) / width(bracket)];
    return counts;
  }
  Counts conclude(std::uint64_t, std::uint64_t, const Counts& all) const { return all; }
  std::string replay(const work::Block& at) const { return "median block " + std::to_string(at.block); }
};

work::Layout layout() {
  const std::uint64_t blocks = (values + block_values - 1) / block_values;
  return {1, {{.blocks = blocks, .block_cost = 1, .last_block_cost = 1}}};
}

/// The part of the bracket that value number values / 2, in order of size, lies in.
Bracket narrowed(const Bracket& bracket, const Counts& counts) {
  Bracket next = bracket;
  for (const std::uint64_t count : counts.of_part) {
    if (next.below + count > values / 2) break;
    next.below += count;
    next.low += width(bracket);
  }
  next.high = std::min(next.low + width(bracket), bracket.high);
  return next;
}

class Median final : public Workload {
 public:
  std::string program() const override { return "median"; }
  journal::Fields fields() const override { return {{"values", std::to_string(values)}}; }
  journal::Extent extent() const override { return {"repeats", 1}; }
  const std::string& digest() const override { return digest_; }
  distribute::Amount amount() const override { return {3.0 * values, "values"}; }
  double cost() const override { return 3 * layout().cost(); }
  std::unique_ptr<Step> next() override {
    if (bracket_.high - bracket_.low == 1) return nullptr;
    ++steps_;
    return std::make_unique<KernelStep<Counting>>(
        layout(), Counting{bracket_}, [this](work::Outcome<Counting>&& outcome) {
          return text::pack(narrowed(bracket_, outcome.front().summary));
        });
  }
  void adopt(std::string_view learnt) override { bracket_ = text::unpack<Bracket>(learnt); }
  Document document() const override {
    return {.table = {},
            .csv = {},
            .result =
                [median = bracket_.low] {
                  return report::Json{{"median", median}};
                },
            .notes = {}};
  }
  std::unique_ptr<Workload> fresh() const override { return std::make_unique<Median>(); }

  std::uint64_t median() const { return bracket_.low; }
  int steps() const { return steps_; }

 private:
  Bracket bracket_;
  int steps_ = 0;
  std::string digest_ = "median";
};

std::uint64_t median_of_sorted() {
  std::vector<std::uint64_t> all;
  for (std::uint64_t i = 0; i < values; ++i) all.push_back(value(i));
  std::ranges::sort(all);
  return all[values / 2];
}

TEST(Steps, each_follows_from_what_the_one_before_learnt_on_all_ranks) {
  for (const auto schedule : {distribute::Schedule::static_shares, distribute::Schedule::dynamic_tickets}) {
    Median median;
    run_steps(team(), median, {.schedule = schedule, .smallest_ticket = 3});
    EXPECT_EQ(median.steps(), 3);  // 2^20 to 2^13 to 2^6 to 1
    EXPECT_EQ(median.median(), median_of_sorted());
  }
}

TEST(Steps, are_compared_with_those_of_rank_0_alone) {
  Median median;
  report::Run facts = facts_of(team(), distribute::Schedule::static_shares);
  run_workload(team(), median, std::nullopt, {}, Compare::with_rank_0_alone, facts);
  EXPECT_EQ(median.median(), median_of_sorted());
  EXPECT_EQ(facts.comparison.has_value(), team().rank() == 0);
}

/// Two steps of three seconds each, by their own account; making one takes time, too.
class Told final : public Workload {
 public:
  struct Of3Seconds final : Step {
    const work::Layout& layout() const override { return layout_; }
    distribute::Seconds run(team::Exchange&, const distribute::RunOptions&) override {
      return {.compute = 2, .compute_min = 1, .compute_mean = 1.5, .gather = 1};
    }
    distribute::Seconds run(team::Team& team, const distribute::Journal&,
                            const distribute::RunOptions& options) override {
      return run(team, options);
    }
    std::string learnt() const override { return ""; }
    double seconds_per_cost() override { return 1; }
    Handling handling() override { return {}; }

   private:
    work::Layout layout_ = workload::layout();
  };

  std::string program() const override { return "told"; }
  journal::Fields fields() const override { return {}; }
  journal::Extent extent() const override { return {"repeats", 1}; }
  const std::string& digest() const override { return digest_; }
  distribute::Amount amount() const override { return {1, "values"}; }
  double cost() const override { return 1; }
  std::unique_ptr<Step> next() override { return steps_++ < 2 ? std::make_unique<Of3Seconds>() : nullptr; }
  void adopt(std::string_view) override {}
  Document document() const override {
    return {.table = {}, .csv = {}, .result = [] { return report::Json(6); }, .notes = {}};
  }
  std::unique_ptr<Workload> fresh() const override { return std::make_unique<Told>(); }

 private:
  int steps_ = 0;
  std::string digest_;
};

TEST(Steps, take_what_they_say_that_they_take) {
  Told told;
  report::Run facts = facts_of(team(), distribute::Schedule::static_shares);
  run_workload(team(), told, std::nullopt, {}, Compare::with_rank_0_alone, facts);
  EXPECT_EQ(facts.seconds.compute, 4);
  EXPECT_EQ(facts.seconds.gather, 2);
  if (!facts.comparison) return;
  EXPECT_EQ(facts.comparison->serial, 6);
  EXPECT_EQ(facts.comparison->parallel, 6);
}

TEST(Steps, of_a_fresh_workload_begin_anew) {
  Median median;
  run_steps(team(), median, {});
  const auto again = median.fresh();
  EXPECT_NE(again->next(), nullptr);
  EXPECT_EQ(median.next(), nullptr);
}

TEST(Steps, of_which_there_are_several_are_not_mixed_in_a_journal) {
  const std::string folder =
      team().broadcast(::testing::TempDir() + "quadrille_steps_" + std::to_string(::getpid()));
  Median median;
  std::optional<distribute::Journal> journal(std::in_place, team(), folder);
  claim(team(), *journal, median, "median");
  report::Run facts = facts_of(team(), distribute::Schedule::static_shares);
  EXPECT_THROW(run_workload(team(), median, journal, {}, Compare::no, facts), text::InputError);
  team().barrier();
  journal.reset();
  if (team().rank() == 0) std::filesystem::remove_all(folder);
}

TEST(Steps, that_cannot_learn_throw_on_all_ranks_of_a_team_that_throws) {
  team::MpiTeam members("library", MPI_COMM_WORLD, team::OnError::throw_error);
  KernelStep<Counting> step(layout(), {}, [](work::Outcome<Counting>&&) -> std::string {
    throw std::runtime_error("nothing to learn");
  });
  EXPECT_THAT(
      [&] {
        step.run(members, {});
        members.barrier();
      },
      ThrowsMessage<text::RunError>(HasSubstr("nothing to learn")));
}

TEST(Steps, have_a_cost_and_weights) {
  Median median;
  const auto step = median.next();
  EXPECT_GT(step->seconds_per_cost(), 0);
  const auto handling = step->handling();
  EXPECT_EQ(handling.sizes.leaf, text::pack(Counts{std::vector<std::uint64_t>(parts)}).size());
  EXPECT_EQ(handling.sizes.tally, 0U);
}

}  // namespace
}  // namespace quadrille::workload
