// A small program to read command lines for.
#pragma once

#include <string>
#include <vector>

#include "quadrille/options/common.hpp"
#include "quadrille/options/parser.hpp"

namespace quadrille::options {

inline Parser example_parser() {
  return {{.name = "integrate",
           .summary = "Integrates FORMULA over [from, to].",
           .positional = {"formula", "FORMULA", "The function of x.", "1/(1+x^2)"},
           .examples = "  integrate -x^2 --from -1"},
          {{"Options",
            {{"from", "X", "Where the interval begins.", "0"},
             {"estimator", "NAME", "How points become an estimate.", "spacings"},
             {"samples", "N", "How many points.", {}},
             {"verbose", "", "Say more.", {}}}},
           common_group()}};
}

inline Values parse(const std::vector<std::string>& arguments) { return example_parser().parse(arguments); }

}  // namespace quadrille::options
