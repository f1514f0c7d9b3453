// What the user did wrong, or what failed, in one sentence.
#pragma once

#include <stdexcept>
#include <string>

namespace quadrille::text {

/// Wrong usage or bad input: what is wrong, where, and what to write instead. The programs print it once, on
/// rank 0, and leave with status 2.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A failure while running (a full disk, a lost result). Status 3.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace quadrille::text
