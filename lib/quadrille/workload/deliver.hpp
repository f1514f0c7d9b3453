// A result to where it was asked for.
#pragma once

#include <optional>
#include <string>

#include "quadrille/report/run.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/workload/document.hpp"

namespace quadrille::workload {

enum class Form { table, csv, json };

/// How a result is written.
struct Delivery {
  Form form = Form::table;
  std::optional<std::string> file;  ///< also for the result: CSV or JSON by its ending
  bool is_quiet = false;            ///< no words but errors
  enum class Shown { on_stdout, on_stderr };
  Shown shown = Shown::on_stdout;           ///< on_stderr where stdout has something else
  std::optional<std::string> picture = {};  ///< where the document's plot is drawn
};

/// Writes the text to standard output. Throws text::RunError if not all of it could be written; a reader who
/// reads no further is no error.
void print(const std::string& text);

/// The ending of a path: ".csv"; "" if there is none.
std::string ending(const std::string& path);

/// Rank 0 writes the document to stdout and words to stderr, then the file, which appears whole or not at
/// all, then the picture. Each of them is delivered, whatever becomes of the others; then the first failure
/// is thrown.
void deliver(team::Team& team, const Delivery& delivery, const Document& document, const report::Run& facts);

}  // namespace quadrille::workload
