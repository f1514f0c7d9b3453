#include "quadrille/system/claim.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <unistd.h>

#include "quadrille/system/launch.hpp"

namespace quadrille::system {
namespace {

std::string value_of(const char* variable) {
  const char* text = std::getenv(variable);
  return text == nullptr ? "" : text;
}

/// A file of that name in the launcher's own folder on this host, which ends with the launch; "" for none.
std::string mark(const std::string& name) {
  const std::string folder = value_of("PMIX_SERVER_TMPDIR");
  std::string job = value_of("PMIX_NAMESPACE");
  std::ranges::replace(job, '/', '_');
  return folder.empty() || job.empty() ? "" : folder + "/quadrille." + job + '.' + name;
}

/// Makes a file of that content, whole from its first moment on. False if there is one already; true also
/// where none can be made.
bool make(const std::string& path, const std::string& content) {
  const std::string whole = path + '.' + std::to_string(getpid());
  std::ofstream(whole) << content;
  const bool is_there = ::link(whole.c_str(), path.c_str()) != 0 && errno == EEXIST;
  ::unlink(whole.c_str());
  return !is_there;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::string claim_rank() {
  const std::string path = mark("rank." + value_of("PMIX_RANK"));
  if (path.empty()) return "";
  const std::string own = rank_of_launch();
  if (make(path, own)) return "";
  if (content_of(path) == own)
    return "this rank was another program before, or is one besides, and a rank is one MPI program only; "
           "start each with an mpirun of its own, not both in one as `mpirun sh -c 'a; b'` does";
  ::unlink(path.c_str());  // of a launch that ended without tidying up
  make(path, own);
  return "";
}

bool is_first_to_say() {
  const std::string path = mark("said");
  return path.empty() ? value_of("OMPI_COMM_WORLD_RANK") == "0" : make(path, "");
}

}  // namespace quadrille::system
