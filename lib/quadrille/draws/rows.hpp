// Draws as lines of CSV, a chunk at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quadrille::draws {

/// Fills columns[c][j] with column c of draw first + j; one span for each column, all of one length.
using Fill = std::function<void(std::uint64_t first, std::span<const std::span<double>> columns)>;

/// Formats about a megabyte of rows at a time.
class Rows {
 public:
  /// `fill` must outlive it.
  Rows(std::size_t columns, const Fill& fill);

  /// How many of a full chunk.
  std::uint64_t most() const { return most_; }

  /// Draws [first, first + count), count <= most(): each its number and the shortest texts that read back as
  /// its values; lines end in "\n". Valid until the next call.
  std::string_view operator()(std::uint64_t first, std::uint64_t count);

 private:
  const Fill& fill_;
  std::size_t most_;
  std::vector<std::span<double>> columns_;
  std::vector<double> values_;
  std::string text_;
};

/// The header `draw,NAME,..`, with its newline.
std::string header_line(const std::vector<std::string>& names);

}  // namespace quadrille::draws
