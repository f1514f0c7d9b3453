// Where two long texts differ, shown in short.
#pragma once

#include <string>
#include <string_view>

namespace quadrille::text {

/// Returns "X there and Y here" for two texts that differ. Of several lines the first that differs, with its
/// number behind ("in line 3"); of long lines the surroundings of the first difference.
std::string difference(std::string_view there, std::string_view here);

}  // namespace quadrille::text
