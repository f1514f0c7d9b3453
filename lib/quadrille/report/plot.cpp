#include "quadrille/report/plot.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

#include "quadrille/system/command.hpp"
#include "quadrille/system/partial_file.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/setting.hpp"
#include "quadrille/text/trimmed.hpp"

namespace quadrille::report {
namespace {

constexpr double longest = 60;  // seconds that gnuplot may take
constexpr std::size_t many_points = 200;

std::string ending_of(const std::string& path) { return std::filesystem::path(path).extension().string(); }

/// A byte as gnuplot escapes it.
std::string octal(unsigned char byte) {
  std::array<char, 5> text{};
  std::snprintf(text.data(), text.size(), "\\%03o", static_cast<unsigned>(byte));
  return text.data();
}

/// A string of gnuplot that means the text, whatever is in it: a line end or a quote ends no command.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = byte >= 0x20 && byte != 0x7f && c != '"' && c != '\\' && c != '`';
    out += is_plain ? std::string(1, c) : octal(byte);
  }
  return out + '"';
}

std::string terminal(const std::string& ending, std::size_t plots) {
  const std::string width = std::to_string(plots > 1 ? 1200 : 700);
  if (ending == ".png") return "pngcairo noenhanced size " + width + ",450";
  if (ending == ".svg") return "svg noenhanced background 'white' size " + width + ",450";
  if (ending == ".pdf") return "pdfcairo noenhanced size " + std::string(plots > 1 ? "12" : "7") + ",4.5";
  return "dumb noenhanced size 100,28";
}

/// How the data called `name` are drawn.
std::string drawn(const std::string& name, const Curve& curve) {
  switch (curve.mark) {
    case Mark::points:
      return name + " with points pointtype 7 pointsize " + (curve.points.size() > many_points ? "0.3" : "1");
    case Mark::line:
      return name + " with lines";
    case Mark::dashes:
      return name + " with lines dashtype 2";
    case Mark::power_law:
      return "exp(STATS_intercept) * x**STATS_slope with lines dashtype 2 linewidth 2";
  }
  return "";
}

std::string data(const Curve& curve, Axes axes, const std::string& name) {
  std::string text = name + " << END\n";
  for (const auto& [x, y] : curve.points) {
    if (!std::isfinite(x) || !std::isfinite(y)) continue;
    if (axes == Axes::logarithmic && (x <= 0 || y <= 0)) continue;
    text += text::shortest(x) + ' ' + text::shortest(y) + '\n';
  }
  return text + "END\n";
}

std::string script_of(const Plot& plot) {
  std::string text, curves;
  for (std::size_t i = 0; i < plot.curves.size(); ++i) {
    const std::string name = "$curve" + std::to_string(i);
    text += data(plot.curves[i], plot.axes, name);
    if (plot.curves[i].mark == Mark::power_law)
      text += "stats " + name + " using (log($1)):(log($2)) nooutput\n";
    curves += (i > 0 ? ", " : "") + drawn(name, plot.curves[i]) + " title " + quoted(plot.curves[i].title);
  }
  text += "set title " + quoted(plot.title) + "\nset xlabel " + quoted(plot.x_label) + "\nset ylabel " +
          quoted(plot.y_label) + '\n';
  text += plot.axes == Axes::logarithmic
              ? "set logscale xy\nset format xy '%.0e'\n"
              : "set yrange [0:*]\nset offsets graph 0.04, graph 0.04, graph 0.06, 0\n";
  return text + "plot " + curves + '\n';
}

/// Whether the picture is on the disk with its end: gnuplot leaves with status 0 also from a full disk.
bool is_whole(const std::string& file, const std::string& ending) {
  const std::string_view end = ending == ".png"   ? "IEND\xae\x42\x60\x82"
                               : ending == ".svg" ? "</svg>"
                                                  : "%%EOF";
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  char tail[64];
  const off_t size = ::lseek(descriptor, 0, SEEK_END);
  const ssize_t read = ::pread(descriptor, tail, sizeof tail, std::max<off_t>(size - off_t{sizeof tail}, 0));
  const bool is_synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return is_synced && read > 0 &&
         std::string_view(tail, static_cast<std::size_t>(read)).find(end) != std::string_view::npos;
}

/// What gnuplot says of a failure: below the command and a caret it writes "line 0: cannot open file", as
/// others that are called so may write anything; "" if it says nothing.
std::string reason_in(std::string_view errors) {
  std::string_view any;
  while (!errors.empty()) {
    const auto line = text::trimmed(errors.substr(0, errors.find('\n')));
    errors.remove_prefix(std::min(errors.find('\n'), errors.size() - 1) + 1);
    if (any.empty()) any = line;
    const auto colon = line.find(':');
    if (!line.starts_with("line ") || colon == std::string_view::npos) continue;
    if (line.substr(5, colon - 5).find_first_not_of("0123456789") != std::string_view::npos) continue;
    return text::printable(text::trimmed(line.substr(colon + 1)));
  }
  return text::printable(any);
}

/// Why there is no picture.
std::string reason_of(const system::Ended& ended) {
  if (!ended.in_time) return "it took more than " + text::shortest(longest) + " seconds";
  if (std::string said = reason_in(ended.errors); !said.empty()) return said;
  return ended.status == 0 ? "the picture is not whole; is the disk full?"
                           : "it ended with status " + std::to_string(ended.status);
}

}  // namespace

void check_plot(const std::string& target, std::string_view where) {
  const std::string ending = ending_of(target);
  if (target != "-" && ending != ".png" && ending != ".svg" && ending != ".pdf")
    throw text::InputError(std::string(where) + ": " + text::quoted(target) +
                           " is of no known kind; end it in .png, .svg or .pdf, or write - for the terminal");
  if (system::path_of("gnuplot").empty())
    throw text::InputError(std::string(where) +
                           ": there is no gnuplot here; install gnuplot-nox, or leave the plot out");
}

std::string gnuplot_script(const std::vector<Plot>& plots, const std::string& ending,
                           const std::string& file) {
  std::string text = "set terminal " + terminal(ending, plots.size()) + '\n';
  if (!file.empty()) text += "set output " + quoted(file) + '\n';
  text += "set grid\nset key below\n";
  const bool side_by_side = !file.empty() && plots.size() > 1;
  if (side_by_side) text += "set multiplot layout 1," + std::to_string(plots.size()) + '\n';
  for (const Plot& plot : plots) text += script_of(plot);
  if (side_by_side) text += "unset multiplot\n";
  return text;
}

void draw(const std::vector<Plot>& plots, const std::string& target) {
  const auto not_drawn = [&](const std::string& why) {
    return text::RunError(text::spoken("plot") + ": gnuplot could not draw " + text::quoted(target) + ": " +
                          why);
  };
  const bool on_terminal = target == "-";
  const std::string ending = on_terminal ? "" : ending_of(target);
  system::PartialFile file;  // gnuplot writes into it by its name
  if (!on_terminal)
    if (const int error = file.create(target); error != 0) throw not_drawn(system::reason(error));
  std::cout.flush();
  const system::Ended ended = system::run_command({.words = {"gnuplot"},
                                                   .environment = system::environment_for_launch(),
                                                   .input = gnuplot_script(plots, ending, file.name())},
                                                  longest, system::Output::shown);
  if (ended.status != 0 || (!on_terminal && !is_whole(file.name(), ending)))
    throw not_drawn(reason_of(ended));
  std::cerr << ended.errors << std::flush;  // warnings
  if (on_terminal) return;
  if (const int error = file.rename(target); error != 0) throw not_drawn(system::reason(error));
}

}  // namespace quadrille::report
