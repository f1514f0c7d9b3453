#include "quadrille/team/serial_team.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "quadrille/text/error.hpp"

namespace quadrille::team {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(SerialTeam, is_rank_0_of_1) {
  SerialTeam team("program");
  EXPECT_EQ(team.rank(), 0);
  EXPECT_EQ(team.size(), 1);
  EXPECT_EQ(team.hosts(), std::vector<std::string>{team.host()});
  EXPECT_EQ(team.all_gather(5), std::vector<int>{5});
  EXPECT_EQ(team.broadcast(std::string("text")), "text");
  EXPECT_EQ(team.scatter(std::vector<int>{7}), 7);
  EXPECT_EQ(team.from_rank_0([] { return 2.5; }), 2.5);
  EXPECT_THROW(team.from_rank_0([] { throw text::InputError("bad"); }), text::InputError);
  EXPECT_NO_THROW(team.require_same("kernel", "digest"));
  EXPECT_THAT([&] { team.require({.processes = 8}); },
              ThrowsMessage<text::InputError>(HasSubstr("runs as 1 process, but processes-expected says 8")));
  EXPECT_THROW(team.fail("broken"), text::RunError);
}

}  // namespace
}  // namespace quadrille::team
