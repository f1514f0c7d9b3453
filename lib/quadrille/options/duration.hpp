// A stretch of time, as people write it.
#pragma once

#include <string_view>

namespace quadrille::options {

inline constexpr double longest_duration = 3650 * 86400.0;

/// Returns seconds, more than 0 and at most `longest_duration`: `90`, `90s`, `5m`, `1.5h`, `2d`, `5:30`
/// (minutes and seconds), `1:30:00`, and with days `2-12`, `2-12:30` or `2-12:30:00`. All is as Slurm reads
/// it but a bare number, which is seconds here and minutes there. `where` names its place in messages, such
/// as "--max-time". Throws text::InputError.
double parse_duration(std::string_view text, std::string_view where);

}  // namespace quadrille::options
