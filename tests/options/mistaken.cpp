// Command lines that are written as for other programs, and options that would do nothing.
#include "quadrille/options/mistaken.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "options/program.hpp"
#include "quadrille/options/idle.hpp"
#include "text/refused.hpp"

namespace quadrille::options {
namespace {

const Option formula{"formula", "FORMULA", "A function.", "x"};
const Option model{"model", "MODEL", "A file.", {}};

std::vector<Group> groups() {
  return {{"Options",
           {{"from", "A", "", "0"},
            {"to", "B", "", "1"},
            {"sizes", "LIST", "", {}},
            {"columns", "LIST", "", {}},
            {"samples", "N", "", {}},
            {"quiet", "", "", {}}}}};
}

std::string mistake(const std::vector<Word>& words, const Option& positional = formula) {
  return refused([&] { refuse_mistaken(groups(), positional, words); });
}

TEST(Mistaken, BoundsWithoutTheirNames) {
  EXPECT_EQ(mistake({{"", "x^2"}, {"", "0"}, {"", "1"}}), "bounds are options; write --from 0 --to 1");
  EXPECT_EQ(mistake({{"", "x^2"}, {"", "-1"}, {"", "pi/2"}}),
            "bounds are options; write --from -1 --to pi/2");
}

TEST(Mistaken, ListsWithBlanks) {
  const std::string says = "--sizes: a list has commas and no blanks; write --sizes 10,20";
  EXPECT_EQ(mistake({{"sizes", "10"}, {"", "20"}}), says);
  EXPECT_EQ(mistake({{"", "x^2"}, {"sizes", "10"}, {"", "20"}}), says);
  EXPECT_EQ(mistake({{"sizes", "10,"}, {"", "20"}}, model),
            "--sizes: a list has commas and no blanks; write --sizes 10,20");
  EXPECT_EQ(mistake({{"sizes", "1e3"}, {"", "1e4:1e9:log7"}, {"", "x"}}),
            "--sizes: a list has commas and no blanks; write --sizes 1e3,1e4:1e9:log7");
  EXPECT_EQ(mistake({{"columns", "a"}, {"", "b"}, {"", "m.txt"}}, model),
            "--columns: a list has commas and no blanks; write --columns a,b");
  EXPECT_EQ(mistake({{"sizes", "10"}, {"", "x^2"}, {"", "0"}, {"", "1"}}),
            "bounds are options; write --from 0 --to 1");
}

TEST(Mistaken, LettersAfterOneDash) {
  EXPECT_EQ(mistake({{"", "-n"}, {"", "10"}}),
            "'-n': options have two dashes and a whole name; write --samples N");
  EXPECT_EQ(mistake({{"", "-n10"}}, model),
            "'-n10': options have two dashes and a whole name; write --samples N");
  EXPECT_EQ(mistake({{"", "-q"}}, model), "'-q': options have two dashes and a whole name; write --quiet");
  EXPECT_EQ(mistake({{"", "-k"}, {"", "1"}}), "'-k': options have two dashes and a whole name; see --help");
}

TEST(Mistaken, NamesAfterOneDash) {
  EXPECT_EQ(mistake({{"", "x"}, {"", "-samples"}, {"", "10"}}),
            "-samples: options begin with two dashes; write --samples N");
  EXPECT_EQ(mistake({{"", "-samples=10"}}), "-samples=10: options begin with two dashes; write --samples N");
  EXPECT_EQ(mistake({{"", "x"}, {"", "-np"}, {"", "4"}}),
            "'-np': processes are started by mpirun; write mpirun -np N before the program");
  EXPECT_NO_THROW(refuse_mistaken(groups(), formula, {{"", "-np"}}));  // minus a variable
}

TEST(Mistaken, NamesWithoutDashes) {
  EXPECT_EQ(mistake({{"", "samples=10"}}), "'samples=10': options begin with two dashes; write --samples N");
  EXPECT_EQ(mistake({{"", "samples"}, {"", "10"}}),
            "'samples': options begin with two dashes; write --samples N");
}

TEST(Mistaken, DashesThatAreOtherCharacters) {
  EXPECT_EQ(mistake({{"", "–samples"}, {"", "10"}}),
            "'–samples': options begin with two dashes, and '–' is U+2013, a dash; write --samples N");
  EXPECT_EQ(mistake({{"", "—samples=10"}}),
            "'—samples=10': options begin with two dashes, and '—' is U+2014, a dash; write --samples N");
  EXPECT_EQ(mistake({{"", "-–quiet"}}),
            "'-–quiet': options begin with two dashes, and '–' is U+2013, a dash; write --quiet");
}

TEST(Mistaken, LeavesWhatMayBeMeant) {
  const std::vector<std::vector<Word>> right = {{{"", "-x"}},
                                                {{"", "-x^2"}, {"from", "-1"}},
                                                {{"", "samples"}},
                                                {{"", "to"}, {"to", "2"}},
                                                {{"sizes", "10,20"}, {"", "x"}},
                                                {{"sizes", "10,20"}, {"", "1/(1+x^2)"}},
                                                {{"sizes", "10"}, {"", "2*x"}},
                                                {{"columns", "a,b"}, {"", "2d.txt"}},
                                                {{"", "x"}, {"sizes", "10"}},
                                                {{"samples", "10"}, {"", "20"}},
                                                {{"", "–x"}},
                                                {{"", "x + 1"}}};
  for (const auto& words : right)
    EXPECT_NO_THROW(refuse_mistaken(groups(), formula, words)) << words.front().text;
  // Formulas without quotes are told so by the parser.
  EXPECT_NO_THROW(refuse_mistaken(groups(), formula, {{"", "x"}, {"", "+"}, {"", "1"}}));
}

Values given(const std::vector<std::pair<std::string, std::string>>& names) {
  Values values;
  for (const auto& [name, where] : names) values.given[name] = {"", where};
  return values;
}

TEST(Idle, OptionsAreRefused) {
  const auto refusal = [](const Values& values) {
    return refused([&] { refuse_idle(values, "draw", "prints one draw", {"seed"}); });
  };
  EXPECT_EQ(refusal(given({{"draw", "--draw"}, {"draws", "--draws"}})),
            "--draw prints one draw; leave out --draws");
  EXPECT_EQ(refusal(given({{"draw", "a.ini: draw"}, {"draws", "--draws"}})),
            "a.ini: draw prints one draw; leave out --draws");
  EXPECT_EQ(refusal(given({{"draw", "a.ini: draw"}, {"draws", "a.ini: draws"}})),
            "a.ini: draw prints one draw; leave out a.ini: draws");
}

TEST(Idle, OptionsOfAFileServeOtherRuns) {
  EXPECT_NO_THROW(refuse_idle(given({{"draw", "--draw"}, {"draws", "a.ini: draws"}, {"seed", "--seed"}}),
                              "draw", "prints one draw", {"seed"}));
  EXPECT_NO_THROW(refuse_idle(given({{"draws", "--draws"}}), "draw", "prints one draw", {}));
}

}  // namespace
}  // namespace quadrille::options
