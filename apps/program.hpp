// What the programs share between their options and their reports.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quadrille/distribute/journal.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/options/common.hpp"
#include "quadrille/options/parser.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/note.hpp"
#include "quadrille/workload/deliver.hpp"
#include "quadrille/workload/run.hpp"

namespace quadrille::apps {

/// A program's work, with its command line behind its own name; returns the exit status.
using Main = int (*)(team::Team& team, const std::vector<std::string>& arguments);

/// The whole of a program's main().
int run_main(int& argc, char**& argv, Main body);

/// Prints the help or the version, or looks at files of an earlier run, if that was asked: then the exit
/// status. Refuses ranks that were asked for different things. Collective.
std::optional<int> answered(team::Team& team, const options::Parser& parser, const options::Values& values,
                            const std::string& program);

/// Lines of a program's help: a title and words beside it, wrapped.
std::string row_of(const std::string& title, const std::vector<std::string>& words);

/// The rows on what formulas are made of: operators, functions and constants.
std::string formula_rows();

/// The user's seed, or the journal's, or one that rank 0 draws: the same on all ranks, below 2^53.
std::uint64_t agreed_seed(team::Team& team, const std::optional<std::uint64_t>& given,
                          const std::optional<distribute::Journal>& journal);

/// The common options on which ranks must act together, as text.
std::string choices_of(const options::Common& common);

/// A note of a seed that was drawn, for a format that does not show it.
void note_drawn_seed(const options::Common& common, std::uint64_t seed, std::vector<text::Note>& notes);

workload::Form form_of(const options::Common& common);

/// How the result is to be written. Throws text::InputError for a file whose ending is no format's.
workload::Delivery delivery_of(const options::Common& common);

workload::Compare compare_of(const options::Common& common);

distribute::RunOptions run_options(const options::Common& common, distribute::Amount amount);

}  // namespace quadrille::apps
