#include "quadrille/options/choose.hpp"

#include <string>

#include <gtest/gtest.h>

#include "text/refused.hpp"

namespace quadrille::options {
namespace {

enum class Dance { waltz, quadrille };

Dance dance(std::string_view text) {
  return choose<Dance>(text, "--dance", {{"waltz", Dance::waltz}, {"quadrille", Dance::quadrille}});
}

TEST(Choose, FindsTheNamedOne) {
  EXPECT_EQ(dance("waltz"), Dance::waltz);
  EXPECT_EQ(dance("quadrille"), Dance::quadrille);
}

TEST(Choose, ListsTheNamesAndTheNearest) {
  EXPECT_EQ(refused([] { dance("walz"); }),
            "--dance: 'walz' is none of waltz, quadrille; did you mean 'waltz'?");
  EXPECT_EQ(refused([] { dance("polka"); }), "--dance: 'polka' is none of waltz, quadrille");
}

TEST(Choose, NeitherCompletesNorChangesCase) {
  EXPECT_EQ(refused([] { dance("quad"); }),
            "--dance: 'quad' is none of waltz, quadrille; did you mean 'quadrille'?");
  EXPECT_EQ(refused([] { dance("Waltz"); }),
            "--dance: 'Waltz' is none of waltz, quadrille; did you mean 'waltz'?");
  EXPECT_EQ(refused([] { dance(""); }), "--dance: '' is none of waltz, quadrille");
}

}  // namespace
}  // namespace quadrille::options
