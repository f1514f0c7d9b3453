// A stretch of time, as people write it.
#pragma once

#include <string_view>

namespace quadrille::options {

/// Seconds, more than 0: `90`, `90s`, `5m`, `1.5h`, `2d`, `5:30` (minutes and seconds) or `1:30:00`. `where`
/// names its place in messages, such as "--max-time". Throws text::InputError.
double parse_duration(std::string_view text, std::string_view where);

}  // namespace quadrille::options
