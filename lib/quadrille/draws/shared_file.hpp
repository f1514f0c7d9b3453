// A file that all ranks write together, and that appears under its name when it is whole.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "quadrille/system/partial_file.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::draws {

/// Every member function but accessors is collective, and throws the same text::RunError on all ranks if one
/// rank fails.
class SharedFile {
 public:
  SharedFile(team::Team& team, const std::string& path,
             system::Unfinished unfinished = system::Unfinished::removed);

  /// Begins anew. `created` is called on rank 0 as soon as the file is there, before other ranks know of it;
  /// it may throw, and then the file is removed.
  void create(const std::function<void()>& created = [] {});
  /// Goes on behind the first `size` bytes of the unfinished file of that name.
  void go_on(const std::string& temporary, std::uint64_t size);

  /// Adds the ranks' bytes, in order of rank, behind what is there.
  void append(std::string_view own);

  /// What was appended outlives a power failure.
  void sync();

  /// Gives the file its name.
  void publish();

  /// Where it goes; symbolic links are resolved, and it begins at the root.
  const std::string& path() const { return path_; }
  const std::string& temporary() const { return file_.name(); }
  std::uint64_t size() const { return size_; }

 private:
  void open_on_all();
  /// Notes that this rank failed, if `error` is not 0.
  void note(int error, const std::string& what);
  /// Throws on all ranks what the first rank that failed has to say.
  void require_all();

  team::Team& team_;
  std::string path_;
  system::PartialFile file_;
  std::uint64_t size_ = 0;
  std::string failure_;  // of this rank
};

}  // namespace quadrille::draws
