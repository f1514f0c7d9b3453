// From the sampler through the file and back.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "harness/harness.hpp"
#include "quadrille/draws/csv.hpp"
#include "quadrille/simulate/sampler.hpp"
#include "quadrille/text/number.hpp"

namespace quadrille::draws {
namespace {

simulate::Problem lecture(std::uint64_t draws) {
  auto model = simulate::parse_model(simulate::lecture_model(), std::string(simulate::lecture_source));
  auto columns = simulate::columns_of(model, "y,x1", "--columns");
  return {std::move(model), draws, 5, std::move(columns)};
}

TEST(SampledDraws, ReadBackAsTheSamplersBits) {
  constexpr std::uint64_t draws = 60000;
  auto& team = harness::team();
  const auto problem = lecture(draws);
  simulate::Sampler sample(problem);
  const auto path =
      team.broadcast(testing::TempDir() + "quadrille_sampled_" + std::to_string(::getpid()) + ".csv");
  write_csv(team, path, simulate::column_names(problem), draws,
            [&](std::uint64_t first, auto columns) { sample(first, columns); });

  std::vector<double> y(draws), x1(draws);
  const std::vector<std::span<double>> columns = {y, x1};
  sample(0, columns);
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  EXPECT_EQ(line, "draw,y,x1");
  for (std::uint64_t i = 0; i < draws; ++i) {
    std::string number, first, second;
    std::getline(std::getline(std::getline(file, number, ','), first, ','), second);
    ASSERT_EQ(number, std::to_string(i));
    ASSERT_EQ(text::parse_real(first, "y"), y[i]) << i;
    ASSERT_EQ(text::parse_real(second, "x1"), x1[i]) << i;
  }
  EXPECT_FALSE(std::getline(file, line));
  team.barrier();
  if (team.rank() == 0) std::filesystem::remove(path);
}

}  // namespace
}  // namespace quadrille::draws
