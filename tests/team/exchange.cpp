// Values between the ranks of a team, on any number of them.
#include "quadrille/team/exchange.hpp"

#include <optional>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/harness.hpp"
#include "quadrille/team/agreement.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::team {
namespace {

using harness::team;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// Something that has a bit of everything.
struct Parcel {
  std::string name;
  std::optional<double> price;
  std::vector<std::string> words;
  bool operator==(const Parcel&) const = default;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& name& price& words;
  }
};

/// Another value for every rank.
template <class T>
T value_of(int rank);

template <>
int value_of(int rank) {
  return -rank;
}
template <>
bool value_of(int rank) {
  return rank % 2 == 0;
}
template <>
double value_of(int rank) {
  return 1.0 / (3 + rank);
}
template <>
std::string value_of(int rank) {
  return std::string(static_cast<std::size_t>(rank), 'r');  // rank 0 has nothing to say
}
template <>
std::vector<std::uint64_t> value_of(int rank) {
  return std::vector<std::uint64_t>(25000, ~static_cast<std::uint64_t>(rank));  // 200 KB
}
template <>
std::optional<Parcel> value_of(int rank) {
  if (rank % 3 == 0) return std::nullopt;
  const auto price = rank % 3 == 1 ? std::nullopt : std::optional(-0.0);
  return Parcel{"of " + std::to_string(rank), price, {"", std::string(2000, 'w')}};
}

template <class T>
class Typed : public ::testing::Test {
 protected:
  std::vector<T> all() const {
    std::vector<T> values;
    for (int rank = 0; rank < team().size(); ++rank) values.push_back(value_of<T>(rank));
    return values;
  }
};

using Types =
    ::testing::Types<int, bool, double, std::string, std::vector<std::uint64_t>, std::optional<Parcel>>;
TYPED_TEST_SUITE(Typed, Types);

TYPED_TEST(Typed, values_of_rank_0_are_had_by_all) {
  EXPECT_EQ(team().broadcast(value_of<TypeParam>(team().rank())), value_of<TypeParam>(0));
  EXPECT_EQ(team().from_rank_0([] { return value_of<TypeParam>(team().rank()); }), value_of<TypeParam>(0));
}

TYPED_TEST(Typed, values_of_all_are_had_by_all_in_order_of_rank) {
  EXPECT_EQ(team().all_gather(value_of<TypeParam>(team().rank())), this->all());
}

TYPED_TEST(Typed, a_scatter_gives_each_its_own) {
  const auto all = team().rank() == 0 ? this->all() : std::vector<TypeParam>{};
  EXPECT_EQ(team().scatter(all), value_of<TypeParam>(team().rank()));
}

TEST(FromRank0, is_called_there_alone) {
  int calls = 0;
  team().from_rank_0([&] { ++calls; });
  EXPECT_EQ(calls, team().rank() == 0 ? 1 : 0);
}

TEST(FromRank0, errors_are_thrown_by_all_and_nobody_is_lost) {
  for (int trial = 0; trial < 3; ++trial) {
    EXPECT_THAT([] { team().from_rank_0([]() -> int { throw text::InputError("bad input"); }); },
                ThrowsMessage<text::InputError>("bad input"));
    EXPECT_THAT([] { team().from_rank_0([] { throw text::RunError(std::string(3000, 'e')); }); },
                ThrowsMessage<text::RunError>(std::string(3000, 'e')));
    EXPECT_EQ(team().from_rank_0([] { return std::string("and goes on"); }), "and goes on");
  }
}

TEST(Agreement, is_on_the_first_reason_to_stop) {
  const int last = team().size() - 1;
  EXPECT_EQ(agreed_stop(team(), 0), 0);
  EXPECT_EQ(agreed_stop(team(), team().rank() == last ? system::time_is_up : 0), system::time_is_up);
  EXPECT_EQ(agreed_stop(team(), 10 + team().rank()), 10);
}

TEST(Agreement, finds_no_host_that_is_blind_to_what_all_see) {
  const std::string path = team().rank() == 0 ? ::testing::TempDir() : "where rank 0 says";
  EXPECT_FALSE(host_blind_to(team(), path).has_value());
}

TEST(Messages, of_many_bytes_travel_in_pieces) {
  const int last = team().size() - 1;
  if (last == 0) return;
  std::string bytes(5'000'000, 'x');
  bytes[3'654'321] = 'y';
  if (team().rank() == last) team().send_bytes(0, bytes, 1 << 20);
  if (team().rank() == 0) {
    EXPECT_TRUE(team().receive_bytes(last, 1 << 20) == bytes);
  }
}

TEST(Team, of_one_host_has_one_and_one_that_speaks) {
  EXPECT_EQ(team().hosts().size(), 1U);
  EXPECT_EQ(team().speaks(), team().rank() == 0);
}

TEST(Team, all_ranks_notice_when_one_differs) {
  EXPECT_NO_THROW(team().require_same("kernel", "abc"));
  const int last = team().size() - 1;
  if (last == 0) return;
  EXPECT_THAT([&] { team().require_same("kernel", team().rank() == last ? "abd" : "abc"); },
              ThrowsMessage<text::InputError>(HasSubstr("rank " + std::to_string(last) + " (host " +
                                                        team().host() + ") differs from rank 0 (host ")));
}

TEST(Team, an_unexpected_number_of_processes_is_refused) {
  const auto size = static_cast<std::uint64_t>(team().size());
  EXPECT_NO_THROW(team().require({.processes = size}));
  EXPECT_THAT([&] { team().require({.processes = size + 1}); },
              ThrowsMessage<text::InputError>(HasSubstr("mpirun -np " + std::to_string(size + 1))));
}

}  // namespace
}  // namespace quadrille::team
