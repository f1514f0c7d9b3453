#include "quadrille/system/clock.hpp"

#include <chrono>

namespace quadrille::system {

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace quadrille::system
