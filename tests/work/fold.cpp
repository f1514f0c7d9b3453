#include "quadrille/work/fold.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "quadrille/text/archive.hpp"
#include "quadrille/text/error.hpp"
#include "work/words.hpp"

namespace quadrille::work {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;
using testing::tree;
using testing::Word;

std::vector<std::string> numbers(std::uint64_t count) {
  std::vector<std::string> all;
  for (std::uint64_t i = 0; i < count; ++i) all.push_back(std::to_string(i));
  return all;
}

Fold<Word> folded(const std::vector<std::uint64_t>& order) {
  Fold<Word> fold;
  for (const std::uint64_t leaf : order) fold.add(0, leaf, {std::to_string(leaf)});
  return fold;
}

std::vector<std::uint64_t> in_order(std::uint64_t count) {
  std::vector<std::uint64_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  return order;
}

TEST(Fold, of_seven_leaves_is_the_documented_tree) {
  EXPECT_EQ(folded(in_order(7)).finish(7).text, "(((0.1).(2.3)).((4.5).6))");
}

TEST(Fold, is_the_tree_of_its_definition_for_any_count) {
  for (std::uint64_t count = 0; count <= 130; ++count)
    EXPECT_EQ(folded(in_order(count)).finish(count).text, tree(numbers(count))) << count;
}

TEST(Fold, does_not_depend_on_the_order_in_which_leaves_come) {
  std::mt19937 random(20);
  for (const std::uint64_t count : {2U, 13U, 64U, 100U}) {
    auto order = in_order(count);
    for (int trial = 0; trial < 20; ++trial) {
      std::shuffle(order.begin(), order.end(), random);
      EXPECT_EQ(folded(order).finish(count).text, tree(numbers(count)));
    }
  }
}

TEST(Fold, holds_one_node_for_each_binary_digit_when_leaves_come_in_order) {
  Fold<Word> fold;
  for (std::uint64_t leaf = 0; leaf < 1000; ++leaf) {
    fold.add(0, leaf, {});
    ASSERT_EQ(fold.size(), static_cast<std::size_t>(std::popcount(leaf + 1)));
  }
}

TEST(Fold, takes_inner_nodes_and_other_folds) {
  Fold<Word> right = folded({4, 5, 6});
  right.add(2, 0, {"left"});
  EXPECT_EQ(std::move(right).finish(7).text, "(left.((4.5).6))");
  Fold<Word> left = folded({0, 1, 2});
  left.absorb(folded({5, 3, 4}));
  EXPECT_EQ(std::move(left).finish(6).text, "(((0.1).(2.3)).(4.5))");
}

TEST(Fold, numbers_leaves_up_to_two_to_the_63) {
  Fold<Word> fold;
  fold.add(62, 0, {"a"});
  fold.add(62, 1, {"b"});
  EXPECT_EQ(std::move(fold).finish(std::uint64_t{1} << 63U).text, "(a.b)");
}

TEST(Fold, names_missing_leaves) {
  EXPECT_THAT(
      [] {
        folded({0, 1, 2, 5}).finish(6);
      },
      ThrowsMessage<text::RunError>(HasSubstr("fewer results than items: 3 to 4 of 0 to 5")));
  EXPECT_THAT(
      [] {
        folded({0, 1}).finish(4);
      },
      ThrowsMessage<text::RunError>(HasSubstr("2 to 3 of 0 to 3 are missing")));
  EXPECT_THAT([] { folded({}).finish(1); }, ThrowsMessage<text::RunError>(HasSubstr("0 to 0 of 0 to 0")));
}

TEST(Fold, refuses_leaves_beyond_the_end_and_leaves_that_come_twice) {
  EXPECT_THAT(
      [] {
        folded({0, 1, 2}).finish(2);
      },
      ThrowsMessage<text::RunError>(HasSubstr("more results than items: 3 of 2")));
  Fold<Word> fold = folded({0, 1, 2, 3, 8});
  EXPECT_THAT([&] { fold.add(0, 2, {}); },
              ThrowsMessage<text::RunError>(HasSubstr("two results for the same items: some of 2 to 2")));
  EXPECT_THROW(fold.add(3, 1, {}), text::RunError);
  EXPECT_THROW(fold.add(4, 0, {}), text::RunError);
}

TEST(Fold, survives_the_wire) {
  auto copy = text::unpack<Fold<Word>>(text::pack(folded({0, 1, 2, 4})));
  copy.add(0, 3, {"3"});
  EXPECT_EQ(std::move(copy).finish(5).text, "(((0.1).(2.3)).4)");
}

}  // namespace
}  // namespace quadrille::work
