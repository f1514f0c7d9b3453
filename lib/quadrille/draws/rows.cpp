#include "quadrille/draws/rows.hpp"

#include <algorithm>

#include "quadrille/text/number.hpp"

namespace quadrille::draws {
namespace {

/// About as many bytes as a rank formats before it writes them.
constexpr std::size_t chunk_bytes = std::size_t{1} << 20U;
constexpr std::size_t usual_number = 19;  // bytes, with what separates it

}  // namespace

Rows::Rows(std::size_t columns, const Fill& fill)
    : fill_(fill),
      most_(std::max<std::size_t>(1, chunk_bytes / (usual_number * (columns + 1)))),
      columns_(columns),
      values_(most_ * columns) {
  text_.reserve(chunk_bytes + chunk_bytes / 4);
}

std::string_view Rows::operator()(std::uint64_t first, std::uint64_t count) {
  for (std::size_t c = 0; c < columns_.size(); ++c)
    columns_[c] = std::span(values_).subspan(c * most_, count);
  fill_(first, columns_);
  text_.clear();
  for (std::size_t row = 0; row < count; ++row) {
    text_ += std::to_string(first + row);
    for (const auto& column : columns_) {
      text_ += ',';
      text_ += text::shortest(column[row]);
    }
    text_ += '\n';
  }
  return text_;
}

std::string header_line(const std::vector<std::string>& names) {
  std::string line = "draw";
  for (const auto& name : names) line += ',' + name;
  return line + '\n';
}

}  // namespace quadrille::draws
