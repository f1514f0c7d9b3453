#include "quadrille/journal/lock.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "quadrille/system/durable.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/setting.hpp"

namespace quadrille::journal {
namespace {

constexpr auto between_trials = std::chrono::milliseconds(50);

/// "process 123 on host h1 since 2026-11-23 02:00:00 UTC"
std::string this_process() {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  std::array<char, 32> time{};
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  std::strftime(time.data(), time.size(), "%Y-%m-%d %H:%M:%S", ::gmtime_r(&now, &parts));
  return "process " + std::to_string(::getpid()) + " on host " + host.data() + " since " + time.data() +
         " UTC";
}

/// Whether the lock could be had; a file system without locks grants it.
bool locked(const system::Descriptor& file) {
  if (::flock(file.number(), LOCK_EX | LOCK_NB) == 0) return true;
  return errno != EWOULDBLOCK && errno != EINTR;
}

}  // namespace

Lock::Lock(const std::string& folder, double seconds) {
  const std::string path = std::filesystem::path(folder) / "lock";
  file_ = system::Descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (!file_.is_open()) {
    const int error = errno;
    throw text::InputError(text::spoken("journal") + ": cannot write in " + text::quoted(folder) + ": " +
                           std::system_category().message(error) + "; name a folder that can be written");
  }
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (!locked(file_)) {
    if (std::chrono::steady_clock::now() > end)
      throw text::InputError("the journal " + text::quoted(folder) + " is in use by " +
                             system::read_if_there(path).value_or("another run") +
                             "; wait for it, or name another folder with " + text::spoken("journal"));
    std::this_thread::sleep_for(between_trials);
  }
  const std::string who = this_process();
  if (::ftruncate(file_.number(), 0) == 0) system::write_all(file_, who, path);
}

}  // namespace quadrille::journal
