#include "quadrille/text/archive.hpp"

#include <array>
#include <map>
#include <optional>
#include <vector>

#include <boost/serialization/array.hpp>
#include <boost/serialization/map.hpp>
#include <boost/serialization/optional.hpp>
#include <boost/serialization/split_member.hpp>
#include <boost/serialization/utility.hpp>
#include <boost/serialization/vector.hpp>
#include <gtest/gtest.h>

#include "quadrille/text/error.hpp"

namespace quadrille::text {
namespace {

enum class Colour { red, green };

class Everything {
 public:
  double number = -0.0;
  bool flag = true;
  Colour colour = Colour::green;
  std::string text = std::string("nul \0 inside", 12);
  std::vector<std::vector<double>> rows = {{1, 2}, {}, {0x1p-1074}};
  std::map<std::string, std::pair<int, std::uint64_t>> named = {{"a", {-1, ~std::uint64_t{0}}},
                                                                {"b", {2, 3}}};
  std::array<float, 3> three = {1, 2, 3};
  int raw[2] = {4, 5};

  bool operator==(const Everything&) const = default;

 private:
  friend class boost::serialization::access;
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& number& flag& colour& text& rows& named& three& raw;
  }
};

Everything cleared() {
  Everything empty;
  empty.number = 1;
  empty.flag = false;
  empty.colour = Colour::red;
  empty.text = "x";
  empty.rows = {{9}};
  empty.named = {{"z", {}}};
  empty.three = {};
  empty.raw[0] = 0;
  return empty;
}

struct Split {
  int value = 0;
  template <class Archive>
  void save(Archive& archive, unsigned) const {
    archive << value;
  }
  template <class Archive>
  void load(Archive& archive, unsigned) {
    archive >> value;
    ++value;
  }
  BOOST_SERIALIZATION_SPLIT_MEMBER()
};

TEST(Archive, brings_back_all_that_it_took) {
  Everything back = cleared();
  ASSERT_NE(back, Everything());
  const std::string bytes = pack(Everything());
  InputArchive(bytes) >> back;
  EXPECT_EQ(back, Everything());
}

TEST(Archive, knows_saving_from_loading) { EXPECT_EQ(unpack<Split>(pack(Split{5})).value, 6); }

TEST(Archive, writes_numbers_as_their_bytes) {
  EXPECT_EQ(pack(1.5), std::string("\0\0\0\0\0\0\xf8\x3f", 8));
  EXPECT_EQ(pack(std::uint16_t{258}), std::string("\2\1", 2));
}

TEST(Archive, notices_bytes_that_end_too_early) {
  const std::string bytes = pack(Everything());
  for (const std::size_t kept : {std::size_t{0}, bytes.size() / 2, bytes.size() - 1})
    EXPECT_THROW(unpack<Everything>(bytes.substr(0, kept)), text::RunError) << kept;
}

TEST(Archive, optional_values_of_the_standard_are_there_or_not) {
  using Maybe = std::optional<std::vector<std::string>>;
  const std::vector<Maybe> all = {std::nullopt, Maybe({}), Maybe({"", "b"})};
  for (const Maybe& value : all) EXPECT_EQ(unpack<Maybe>(pack(value)), value);
  Maybe had = all[2];
  const std::string none = pack(all[0]);
  InputArchive(none) >> had;
  EXPECT_EQ(had, std::nullopt);
}

}  // namespace
}  // namespace quadrille::text
