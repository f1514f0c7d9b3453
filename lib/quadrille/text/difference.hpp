// Where two long texts differ, shown in short.
#pragma once

#include <string>
#include <string_view>

namespace quadrille::text {

/// "X there and Y here": two texts that differ. Of texts with several lines the first line that differs, with
/// its number behind ("in line 3"); of long lines the surroundings of the first character that differs.
std::string difference(std::string_view there, std::string_view here);

}  // namespace quadrille::text
