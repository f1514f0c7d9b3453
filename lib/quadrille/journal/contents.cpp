#include "quadrille/journal/contents.hpp"

#include <cstddef>
#include <cstring>
#include <utility>

#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::journal {
namespace {

/// Plain values as their bytes, front to back.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : bytes_(bytes) {}

  template <class T>
  T take() {
    T value{};
    const auto bytes = bytes_.substr(0, sizeof value);
    std::memcpy(&value, bytes.data(), bytes.size());
    bytes_.remove_prefix(bytes.size());
    return value;
  }
  std::string_view rest() const { return bytes_; }

 private:
  std::string_view bytes_;
};

template <class T>
void put(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

Work take_work(Cursor& cursor) {
  Work work;
  work.is_tied = cursor.take<std::uint64_t>() != 0;
  work.cost = cursor.take<double>();
  for (auto count = cursor.take<std::uint64_t>(); count > 0; --count) {
    const auto group = cursor.take<std::uint64_t>();
    const auto first = cursor.take<std::uint64_t>();
    work.segments.push_back({group, first, cursor.take<std::uint64_t>()});
  }
  return work;
}

}  // namespace

std::string Opening::text() const { return fingerprint + ' ' + std::to_string(extent); }

Opening Opening::of(std::string_view text) {
  const auto space = text.rfind(' ');
  if (space == std::string_view::npos) return {};
  return {std::string(text.substr(0, space)), std::stoull(std::string(text.substr(space + 1)))};
}

std::string with_work(const Work& work, std::string_view nodes) {
  std::string payload;
  put(payload, std::uint64_t{work.is_tied});
  put(payload, work.cost);
  put(payload, std::uint64_t{work.segments.size()});
  for (const auto& [group, first, last] : work.segments)
    for (const std::uint64_t number : {group, first, last}) put(payload, number);
  return payload.append(nodes);
}

Contents contents_of(const std::string& path) {
  Contents contents;
  RecordReader read(path);
  while (const auto record = read.next()) {
    Cursor cursor(record->payload);
    if (record->kind == Kind::opening) contents.opening = Opening::of(record->payload);
    if (record->kind == Kind::nodes) contents.entries.push_back({take_work(cursor), record->offset});
  }
  contents.ending = read.ending();
  return contents;
}

std::string nodes_at(const std::string& path, std::uint64_t offset) {
  const auto record = RecordReader(path, offset).next();
  if (!record || record->kind != Kind::nodes)
    throw text::RunError(
        "the journal's file " + text::quoted(path) +
        " changed while it was read; end what else works on it, then run the same command again");
  Cursor cursor(record->payload);
  take_work(cursor);
  return std::string(cursor.rest());
}

}  // namespace quadrille::journal
