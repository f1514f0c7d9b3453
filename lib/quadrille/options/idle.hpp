// Options that would do nothing.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "quadrille/options/values.hpp"

namespace quadrille::options {

/// Throws text::InputError if `ruling` was given and another option that does nothing beside it: any but
/// those in `effective`. What a configuration file sets beside a ruling option of the command line is for
/// other runs, and allowed. `does` says what the ruling option does: "prints every variable of one draw".
void refuse_idle(const Values& values, const std::string& ruling, const std::string& does,
                 std::initializer_list<std::string_view> effective);

}  // namespace quadrille::options
