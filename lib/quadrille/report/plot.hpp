// Curves as pictures, by gnuplot.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quadrille::report {

enum class Mark {
  points,
  line,
  dashes,
  power_law  ///< y = c x^b, the line of least squares in the logarithms, through all its points
};

struct Curve {
  std::string title;
  Mark mark = Mark::points;
  std::vector<std::pair<double, double>> points;  ///< (x, y); what is not finite is left out
};

enum class Axes { linear, logarithmic };  ///< on logarithmic axes points not above 0 are left out

struct Plot {
  std::string title, x_label, y_label;
  Axes axes = Axes::linear;
  std::vector<Curve> curves;
};

/// Throws text::InputError, which begins with `where` ("--plot"), for a target of no known kind: neither "-",
/// for the terminal, nor a name that ends in .png, .svg or .pdf; or where gnuplot is not installed. To be
/// called before any work.
void check_plot(const std::string& target, std::string_view where);

/// Draws the plots, side by side in a file, which appears whole or not at all; one below the other in the
/// terminal. Throws text::RunError if gnuplot fails.
void draw(const std::vector<Plot>& plots, const std::string& target);

/// Returns what gnuplot is told to draw into `file`; for the terminal `file` is empty and `ending` too.
std::string gnuplot_script(const std::vector<Plot>& plots, const std::string& ending,
                           const std::string& file);

}  // namespace quadrille::report
