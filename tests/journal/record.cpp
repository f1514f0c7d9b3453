#include "quadrille/journal/record.hpp"

#include <vector>

#include <sys/stat.h>

#include "in_folder.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::journal {
namespace {

class Records : public InFolder {
 protected:
  const std::vector<std::string> payloads_ = {"first", "", std::string(1000, 'x') + '\0'};

  std::string whole() const {
    std::string all;
    for (const auto& payload : payloads_) all += framed(Kind::nodes, payload);
    return all;
  }

  /// Payloads of a file with these bytes.
  std::vector<std::string> read(const std::string& bytes, Ending& ending) const {
    write(path("file"), bytes);
    RecordReader reader(path("file"));
    std::vector<std::string> found;
    while (const auto record = reader.next()) found.push_back(record->payload);
    EXPECT_FALSE(reader.next());
    ending = reader.ending();
    return found;
  }

  /// How many of the payloads lie wholly in the first `size` bytes.
  std::size_t whole_in(std::size_t size) const {
    std::size_t end = 0, count = 0;
    for (const auto& payload : payloads_)
      if ((end += payload.size() + frame_bytes) <= size) ++count;
    return count;
  }
};

TEST_F(Records, are_read_as_they_were_written) {
  Ending ending;
  EXPECT_EQ(read(whole(), ending), payloads_);
  EXPECT_EQ(ending, Ending::clean);
}

TEST_F(Records, cut_at_any_byte_lose_only_the_last) {
  const std::string bytes = whole();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Ending ending;
    const auto found = read(bytes.substr(0, size), ending);
    ASSERT_EQ(found.size(), whole_in(size)) << size;
    for (std::size_t i = 0; i < found.size(); ++i) ASSERT_EQ(found[i], payloads_[i]);
    const bool at_end = size == 0 || whole_in(size) > whole_in(size - 1);
    ASSERT_EQ(ending, at_end ? Ending::clean : Ending::torn) << size;
  }
}

TEST_F(Records, with_any_byte_changed_end_there) {
  const std::string bytes = whole();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    Ending ending;
    const auto found = read(changed, ending);
    ASSERT_EQ(found.size(), whole_in(at)) << at;  // what lies before the record that was changed
    ASSERT_NE(ending, Ending::clean) << at;
    if (whole_in(at) + 1 < payloads_.size()) {
      ASSERT_EQ(ending, Ending::bad) << at;
    }
  }
}

TEST_F(Records, followed_by_zeros_end_badly) {
  Ending ending;
  EXPECT_EQ(read(whole() + std::string(200, '\0'), ending).size(), 3U);
  EXPECT_EQ(ending, Ending::bad);
}

TEST_F(Records, of_no_file_are_none) {
  RecordReader reader(path("none"));
  EXPECT_FALSE(reader.next());
  EXPECT_EQ(reader.ending(), Ending::clean);
}

TEST_F(Records, of_a_folder_or_a_pipe_cannot_be_read) {
  EXPECT_THROW(RecordReader{folder_}, text::RunError);
  const std::string pipe = folder_ + "/pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THROW(RecordReader{pipe}, text::RunError);
}

}  // namespace
}  // namespace quadrille::journal
