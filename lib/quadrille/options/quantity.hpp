// Quantities with units, as people write them of networks.
#pragma once

#include <string_view>

namespace quadrille::options {

/// Returns seconds, 0 or more, from `s`, `ms`, `us` or `ns`: `2us`, `1.5ms`; a bare `0` needs no unit. Throws
/// text::InputError, which begins with `where`.
double parse_latency(std::string_view text, std::string_view where);

/// Returns bytes a second, more than 0: `10GB/s`, `100Gbit/s`, with k, M, G, T for powers of 1000. Throws
/// text::InputError, which begins with `where`.
double parse_bandwidth(std::string_view text, std::string_view where);

}  // namespace quadrille::options
