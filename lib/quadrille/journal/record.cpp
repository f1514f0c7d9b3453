#include "quadrille/journal/record.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "quadrille/text/digest.hpp"

namespace quadrille::journal {
namespace {

constexpr std::string_view magic = "QDRLREC1";
constexpr std::uint64_t header_bytes = 24;
constexpr std::uint64_t digest_bytes = 32;
static_assert(header_bytes + digest_bytes == frame_bytes);

std::string_view bytes_of(const std::uint64_t& number) {
  return {reinterpret_cast<const char*>(&number), sizeof number};
}

std::uint64_t number_at(const std::string& bytes, std::size_t at) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

}  // namespace

std::string framed(Kind kind, std::string_view payload) {
  const auto kind_number = static_cast<std::uint64_t>(kind);
  const std::uint64_t length = payload.size();
  std::string record;
  record.reserve(frame_bytes + payload.size());
  record.append(magic).append(bytes_of(kind_number)).append(bytes_of(length)).append(payload);
  return record.append(text::digest_of(record));
}

RecordReader::RecordReader(std::string path, std::uint64_t offset)
    : path_(std::move(path)), file_(system::open_to_read(path_)), offset_(offset) {
  if (!file_.is_open() && errno == ENOENT) return;
  struct stat status {};
  if (!file_.is_open() || ::fstat(file_.number(), &status) != 0) system::fail("read", path_);
  size_ = static_cast<std::uint64_t>(status.st_size);
}

std::optional<Record> RecordReader::next() {
  if (ending_) return std::nullopt;
  const std::uint64_t left = size_ - std::min(size_, offset_);
  if (left == 0) return end(Ending::clean);
  if (left < frame_bytes) return end(Ending::torn);
  std::string bytes = read(offset_, header_bytes);
  const std::uint64_t length = number_at(bytes, 16);
  if (!bytes.starts_with(magic)) return end(Ending::bad);
  if (length > left - frame_bytes) {
    // A length that was changed, if another record begins within.
    const std::string rest = read(offset_ + header_bytes, left - header_bytes);
    return end(rest.find(magic) == std::string::npos ? Ending::torn : Ending::bad);
  }
  bytes += read(offset_ + header_bytes, length);
  if (read(offset_ + header_bytes + length, digest_bytes) != text::digest_of(bytes)) return end(Ending::bad);
  return Record{static_cast<Kind>(number_at(bytes, 8)), bytes.substr(header_bytes),
                std::exchange(offset_, offset_ + frame_bytes + length)};
}

std::string RecordReader::read(std::uint64_t offset, std::uint64_t size) const {
  std::string bytes(size, '\0');
  for (std::size_t done = 0; done < size;) {
    const auto count =
        ::pread(file_.number(), bytes.data() + done, size - done, static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) system::fail("read", path_);
    if (count == 0) break;  // cut off meanwhile: the digest will tell
    done += static_cast<std::size_t>(count);
  }
  return bytes;
}

std::nullopt_t RecordReader::end(Ending ending) {
  ending_ = ending;
  return std::nullopt;
}

}  // namespace quadrille::journal
