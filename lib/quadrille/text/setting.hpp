// Settings of a problem or a run, in the words of whoever reads a message: a user of a program, or of the
// library.
#pragma once

#include <string>
#include <string_view>

namespace quadrille::text {

enum class Voice {
  library,      ///< "estimator = stratified"
  command_line  ///< "--estimator stratified"
};

/// Chooses the voice of all messages of this process; without it, it is the library's. A program calls this
/// first of all.
void speak_as(Voice voice);

/// Returns the setting as its reader would write it, "--estimator stratified"; its name alone, "--estimator",
/// for an empty value.
std::string spoken(std::string_view name, std::string_view value = {});

}  // namespace quadrille::text
