#include "input.hpp"

#include <array>
#include <cerrno>
#include <system_error>

#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "quadrille/system/launch.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::apps {
namespace {

/// Until standard input has something to read, or its end. Signals that ask for a stop mean meanwhile what
/// they mean without a journal: nothing is begun that could be kept.
void wait_for_input() {
  constexpr int between_looks = 200;  // ms
  struct pollfd input = {STDIN_FILENO, POLLIN, 0};
  while (::poll(&input, 1, between_looks) <= 0)
    if (system::asked_to_stop() > 0) system::heed_no_stops();
}

std::string read_all(const std::string& where, std::size_t most) {
  std::string text;
  std::array<char, 65536> chunk{};
  for (;;) {
    wait_for_input();
    const auto count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count < 0)
      throw text::InputError(where + ": cannot read standard input (" +
                             std::system_category().message(errno) +
                             "); write the text itself, or the name of a file");
    if (count == 0) return text;
    text.append(chunk.data(), static_cast<std::size_t>(count));
    if (text.size() > most)
      throw text::InputError(where + ": standard input is longer than " + std::to_string(most) +
                             " bytes; is it the right one?");
  }
}

/// Whether the descriptor is a file that has something in it and that nobody has begun to read. A loop in a
/// shell, `while read s; do .. done < seeds`, has read a line.
bool is_unread_file(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0 &&
         ::lseek(descriptor, 0, SEEK_CUR) == 0;
}

/// Whether there is something to read on the descriptor; waits until that is known, but not for ever.
bool has_something(int descriptor) {
  constexpr int milliseconds = 5000;
  struct pollfd ready = {descriptor, POLLIN, 0};
  int waiting = 0;
  return ::poll(&ready, 1, milliseconds) > 0 && ::ioctl(descriptor, FIONREAD, &waiting) == 0 && waiting > 0;
}

/// The same of the launcher's standard input, which its processes do not see. Of that no position is known,
/// but whether it sends any of it: of a script in `sh < script` that was read already, it does not.
bool launcher_has_file() {
  struct stat status {};
  return system::started_by_launcher() && ::stat(stream_path(STDIN_FILENO).c_str(), &status) == 0 &&
         S_ISREG(status.st_mode) && status.st_size > 0 && has_something(STDIN_FILENO);
}

}  // namespace

std::string stream_path(int descriptor) {
  const std::string process = system::started_by_launcher() ? std::to_string(::getppid()) : "self";
  return "/proc/" + process + "/fd/" + std::to_string(descriptor);
}

std::optional<std::string> standard_input(team::Team& team, const options::Values& values,
                                          const std::string& name, std::size_t most) {
  const auto given = values.given.find(name);
  const bool is_asked = given != values.given.end() && given->second.text == "-";
  team.require_same("use of standard input", is_asked                      ? "read"
                                             : given != values.given.end() ? "no"
                                                                           : "unread");
  if (!is_asked && given != values.given.end()) return std::nullopt;
  const std::string text = team.from_rank_0([&]() -> std::string {
    if (is_asked) return read_all(given->second.where, most);
    if (is_unread_file(STDIN_FILENO) || launcher_has_file())
      throw text::InputError("standard input is a file that would be ignored; write - to read the " + name +
                             " from it, or < /dev/null");
    return "";
  });
  return is_asked ? std::optional(text) : std::nullopt;
}

}  // namespace quadrille::apps
