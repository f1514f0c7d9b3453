// Why a formula cannot go on at some place, and what to write there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quadrille::formula {

struct Complaint {
  std::string message;
  std::size_t offset = 0;  ///< in the formula, in bytes
  std::size_t length = 1;
};

/// Returns the complaint that at `offset` an operand should stand.
Complaint no_operand(std::string_view source, std::size_t offset);

/// Returns the complaint that at `offset` an operator, a closing parenthesis or the end should stand.
/// `called` is the function whose arguments are being read, "" if there is none.
Complaint no_operator(std::string_view source, std::size_t offset, std::string_view called);

/// Returns the complaint that the name, which stands at `offset`, is called and is no function.
Complaint no_function(std::string_view source, std::string_view name, std::size_t offset);

/// Returns the end of a message on a call's arguments, which begin at `offset`: where a comma stands between
/// two digits, as in 1,5, it says what a decimal point is. "" elsewhere.
std::string decimal_hint(std::string_view source, std::size_t offset);

}  // namespace quadrille::formula
