#include "quadrille/team/links.hpp"

#include <array>
#include <filesystem>
#include <optional>
#include <system_error>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "quadrille/system/clock.hpp"

namespace quadrille::team {
namespace {

constexpr double seconds_between_looks = 3;
constexpr int seconds_between_questions = 5;  // of the system to the other host's
constexpr int most_questions = 100;           // we are less patient than the system

/// An address without its port, "" for none, or one that is no internet address.
std::string address(int descriptor, decltype(::getpeername)* of) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  if (of(descriptor, reinterpret_cast<sockaddr*>(&storage), &size) != 0) return "";
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = nullptr;
  if (storage.ss_family == AF_INET) bytes = &reinterpret_cast<const sockaddr_in*>(&storage)->sin_addr;
  if (storage.ss_family == AF_INET6) bytes = &reinterpret_cast<const sockaddr_in6*>(&storage)->sin6_addr;
  if (bytes == nullptr || ::inet_ntop(storage.ss_family, bytes, text.data(), text.size()) == nullptr)
    return "";
  return text.data();
}

/// The other end's address, if it is another host's.
std::string other_host(int descriptor) {
  const std::string there = address(descriptor, ::getpeername);
  return there == address(descriptor, ::getsockname) ? "" : there;
}

/// Lets the system ask the other host now and then whether it is there. False if this is no TCP.
bool keep_alive(int descriptor) {
  const int on = 1, seconds = seconds_between_questions, count = most_questions;
  return ::setsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on) == 0 &&
         ::setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, &seconds, sizeof seconds) == 0 &&
         ::setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, &seconds, sizeof seconds) == 0 &&
         ::setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPCNT, &count, sizeof count) == 0;
}

/// Seconds since the other host acknowledged anything.
std::optional<double> silence(int descriptor) {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return std::nullopt;
  return 1e-3 * info.tcpi_last_ack_recv;
}

}  // namespace

Links::Links(double patience) : patience_(patience) {}

std::string Links::dead() {
  const double now = system::seconds_now();
  if (now < due_) return "";
  due_ = now + seconds_between_looks;
  std::string found;
  for (auto& [socket, watch] : watched_) watch.is_there = false;
  std::error_code ignored;
  for (const auto& file : std::filesystem::directory_iterator("/proc/self/fd", ignored)) {
    const std::string name = std::filesystem::read_symlink(file.path(), ignored);
    if (!name.starts_with("socket:")) continue;
    const int descriptor = std::stoi(file.path().filename());
    const std::string host = other_host(descriptor);
    if (host.empty()) continue;
    const auto [watch, is_new] = watched_.try_emplace(name);
    if (is_new) watch->second.since = keep_alive(descriptor) ? now : now + 1e9;
    watch->second.is_there = true;
    if (now - watch->second.since > patience_ && silence(descriptor).value_or(0) > patience_) found = host;
  }
  std::erase_if(watched_, [](const auto& entry) { return !entry.second.is_there; });
  return found;
}

}  // namespace quadrille::team
