// A courtesy: two runs at one journal are both right, but do the work twice.
#pragma once

#include <string>

#include "quadrille/system/descriptor.hpp"

namespace quadrille::journal {

/// Held until it ends, or its process does.
class Lock {
 public:
  /// Waits `seconds` for a run that holds it (one that was killed may take as long to be gone), then throws
  /// InputError: who, where, since when. Where the file system knows no locks, it goes on without.
  Lock(const std::string& folder, double seconds);

 private:
  system::Descriptor file_;
};

}  // namespace quadrille::journal
