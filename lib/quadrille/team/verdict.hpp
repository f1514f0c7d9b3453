// How a program ends.
#pragma once

#include <string>

namespace quadrille::team {

inline constexpr int status_of_input_error = 2;
inline constexpr int status_of_run_error = 3;
inline constexpr int status_of_stop = 75;  // EX_TEMPFAIL of sysexits.h: to be tried again

struct Verdict {
  int status = 0;
  std::string message;  ///< empty unless it is an error

  bool is_error() const { return !message.empty(); }

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& status& message;
  }
};

/// Writes "PROGRAM: message" to stderr in one piece.
void say(const std::string& program, const std::string& message);

}  // namespace quadrille::team
