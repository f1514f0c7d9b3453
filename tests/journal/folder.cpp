#include "quadrille/journal/folder.hpp"

#include <csignal>

#include <gmock/gmock.h>
#include <sys/wait.h>

#include "in_folder.hpp"
#include "quadrille/journal/lock.hpp"
#include "quadrille/text/error.hpp"
#include "text/refused.hpp"

namespace quadrille::journal {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Folders : public InFolder {};

TEST_F(Folders, list_files_of_nodes_and_nothing_else) {
  const std::string run = random_run();
  EXPECT_NE(run, random_run());
  for (const std::string& name : {"nodes-" + run + "-0", "nodes-" + run + "-12", "nodes-" + run + "-1.new",
                                  "nodes-" + run, std::string("nodes-x-1"), std::string("manifest.json")})
    write(path(name), "");
  EXPECT_THAT(nodes_files(folder_), ElementsAre(nodes_in(folder_, run, 0), nodes_in(folder_, run, 12)));
  const std::vector<std::string> leftovers = {
      "nodes-" + run + "-1.new", "token-" + run + ".new", "token-" + run,
      "manifest.json.new",       "draws.json.new",        "complete.json.new"};
  for (const std::string& name : leftovers) write(path(name), "");
  for (const char* name : {"paper.new", "token-x.new", ".new"}) write(path(name), "");
  remove_leftovers(folder_);
  for (const std::string& name : leftovers) EXPECT_FALSE(std::filesystem::exists(path(name))) << name;
  for (const char* name : {"paper.new", "token-x.new", ".new"})
    EXPECT_TRUE(std::filesystem::exists(path(name))) << name;
  EXPECT_EQ(nodes_files(folder_).size(), 2U);
}

TEST_F(Folders, are_made_where_that_can_be) {
  EXPECT_EQ(refused([&] { make_folder(path("new")); }), "accepted");
  EXPECT_EQ(refused([&] { make_folder(path("new")); }), "accepted");
  write(path("file"), "");
  EXPECT_THAT(refused([&] { make_folder(path("file")); }), HasSubstr("it is not a folder"));
  EXPECT_THAT(refused([&] { make_folder(path("none/new")); }), HasSubstr("No such file or directory"));
}

TEST_F(Folders, are_locked_by_one_process_until_it_ends) {
  int pipes[2];
  ASSERT_EQ(::pipe(pipes), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const Lock lock(folder_, 0);
    if (::write(pipes[1], "x", 1) != 1) ::_exit(1);
    ::pause();
  }
  char byte = 0;
  ASSERT_EQ(::read(pipes[0], &byte, 1), 1);
  EXPECT_THAT(refused([&] { Lock(folder_, 0.1); }),
              testing::AllOf(HasSubstr("is in use by process " + std::to_string(child) + " on host "),
                             HasSubstr(" UTC; wait for it, or name another folder")));
  ::kill(child, SIGKILL);
  EXPECT_EQ(refused([&] { Lock(folder_, 5); }), "accepted");
  ::waitpid(child, nullptr, 0);
  ::close(pipes[0]);
  ::close(pipes[1]);
}

}  // namespace
}  // namespace quadrille::journal
