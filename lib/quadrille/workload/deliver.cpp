#include "quadrille/workload/deliver.hpp"

#include <cerrno>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>

#include <unistd.h>

#include "quadrille/draws/stream.hpp"
#include "quadrille/report/document.hpp"
#include "quadrille/report/table.hpp"
#include "quadrille/system/launch.hpp"
#include "quadrille/system/partial_file.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::workload {
namespace {

/// Each of what was asked for is attempted.
class Attempts {
 public:
  template <class Body>
  void operator()(const Body& body) {
    try {
      body();
    } catch (...) {
      if (!failure_) failure_ = std::current_exception();
    }
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::exception_ptr failure_;
};

}  // namespace

void print(const std::string& text) {
  std::cout.flush();
  const int error = draws::write_all(STDOUT_FILENO, text);  // who reads no further has what he wanted
  if (error != 0 && error != EPIPE)
    throw text::RunError("standard output could not be written: " + system::reason(error));
}

std::string ending(const std::string& path) { return std::filesystem::path(path).extension().string(); }

void deliver(team::Team& team, const Delivery& delivery, const Document& document, const report::Run& facts) {
  if (team.rank() != 0) return;
  report::Run whole = facts;
  whole.seconds.total = system::seconds_since_process_start();
  const auto json = [&] { return report::document(document.result(), whole); };
  const bool is_table = delivery.form == Form::table;
  std::string shown = is_table                     ? document.table(report::terminal_width())
                      : delivery.form == Form::csv ? document.csv()
                                                   : json();
  const std::string compared = facts.comparison ? '\n' + report::comparison_text(whole) : "";
  if (is_table) shown += compared;
  Attempts attempt;
  if (delivery.shown == Delivery::Shown::on_stdout)
    attempt([&] { print(shown); });
  else if (!delivery.is_quiet)
    std::cerr << shown;
  if (!delivery.is_quiet) {
    if (!is_table) std::cerr << compared;
    for (const text::Note& note : document.notes) std::cerr << "note: " << note.text << '\n';
  }
  if (delivery.file)
    attempt([&] {
      system::write_whole(*delivery.file, ending(*delivery.file) == ".json" ? json() : document.csv());
    });
  if (delivery.picture) attempt([&] { report::draw(document.plots(), *delivery.picture); });
  attempt.rethrow();
}

}  // namespace quadrille::workload
