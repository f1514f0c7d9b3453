// A program run as a child process, never longer than it may.
#pragma once

#include <string>
#include <vector>

namespace quadrille::system {

struct Command {
  std::vector<std::string> words;        ///< the program, found as a shell would find it, and its arguments
  std::vector<std::string> environment;  ///< "NAME=value", all of it
  std::string input = {};                ///< its standard input
};

/// What becomes of standard output, which is shown or dropped; standard error is kept.
enum class Output { shown, dropped };

struct Ended {
  int status = 0;        ///< its exit status; 128 + the number of the signal that ended it; 127: not started
  double seconds = 0;    ///< from its start to its end
  bool in_time = false;  ///< it ended by itself within the time it had
  std::string errors = {};  ///< the end of its standard error: 2000 characters at most
};

/// Runs the command and waits for its end. When `longest` seconds are over, its process group is asked to end
/// (SIGTERM), and three seconds later made to. If this process dies, the child is asked to end. It may use
/// the processors of the launcher, if this process was bound to one of them. Throws text::RunError if no
/// process can be made.
Ended run_command(const Command& command, double longest, Output output);

/// Returns the program's path as found on PATH; "" if it is not there.
std::string path_of(const std::string& program);

/// Returns this process's environment without what launchers and batch systems tell their ranks, so that a
/// launcher can be started anew. What the user chose for Open MPI stays, what this process chose does not.
std::vector<std::string> environment_for_launch();

/// Returns the given environment without that.
std::vector<std::string> without_launcher(const std::vector<std::string>& environment);

}  // namespace quadrille::system
