// GoogleTest on several ranks: what a test program with RANKS may use.
#pragma once

#include "quadrille/team/team.hpp"

namespace quadrille::harness {

/// The ranks that run this test program, all of them at once.
team::Team& team();

}  // namespace quadrille::harness
