// GoogleTest on several ranks: what a test program with RANKS may use.
#pragma once

#include "quadrille/distribute/team.hpp"

namespace quadrille::harness {

/// The ranks that run this test program, all of them at once.
distribute::Team& team();

}  // namespace quadrille::harness
