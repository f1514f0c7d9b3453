// The message with which something is refused.
#pragma once

#include <string>

#include "quadrille/text/error.hpp"

namespace quadrille {

/// The text of the InputError that the callable throws, or "accepted" when it throws none.
template <class Callable>
std::string refused(Callable&& call) {
  try {
    call();
  } catch (const text::InputError& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace quadrille
