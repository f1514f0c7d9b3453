// A result in every form that it can be had in.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "quadrille/report/json.hpp"
#include "quadrille/report/plot.hpp"
#include "quadrille/text/note.hpp"

namespace quadrille::workload {

/// Each form is made when it is asked for.
struct Document {
  std::function<std::string(std::size_t width)> table;  ///< in lines of `width` columns, where that can be
  std::function<std::string()> csv;
  std::function<report::Json()> result;                   ///< the member `result` of the JSON
  std::function<std::vector<report::Plot>()> plots = {};  ///< none where there is nothing to draw
  std::vector<text::Note> notes;
};

}  // namespace quadrille::workload
