#include "files.hpp"

#include <filesystem>
#include <system_error>

#include <unistd.h>

#include "input.hpp"
#include "quadrille/system/partial_file.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::apps {
namespace {

struct Named {
  std::string option;  ///< as messages call it
  std::string path;
};

std::filesystem::path place_of(const std::string& path) {
  std::error_code error;
  const auto place = std::filesystem::absolute(system::resolved(path), error).lexically_normal();
  return place.has_filename() ? place : place.parent_path();  // without a slash at its end
}

bool are_one_file(const std::string& left, const std::string& right) {
  std::error_code error;
  return std::filesystem::equivalent(left, right, error) || place_of(left) == place_of(right);
}

bool is_within(const std::string& path, const std::string& folder) {
  for (auto place = place_of(path); place.has_relative_path(); place = place.parent_path())
    if (are_one_file(place, folder)) return true;
  return false;
}

/// The options of these names that are given and name a file (and not a stream).
std::vector<Named> given(const std::vector<const options::Values*>& all,
                         const std::vector<std::string>& names) {
  std::vector<Named> found;
  for (const options::Values* values : all) {
    for (const std::string& name : names) {
      const auto* value = values->find(name);
      if (value == nullptr) continue;
      const bool is_stream = value->text == "-" || value->text == "/dev/stdout";
      const bool is_positional = name == "model" || name == "formula";
      if (is_stream && is_positional)
        found.push_back({"standard input", stream_path(STDIN_FILENO)});
      else if (!is_stream && name != "formula")
        found.push_back({is_positional ? "the model" : "--" + name, value->text});
    }
  }
  return found;
}

std::string refusal(const std::vector<const options::Values*>& all) {
  const auto read = given(all, {"model", "formula", "config"}), written = given(all, {"output", "plot"});
  const std::vector<Named> streams = {{"standard output", stream_path(STDOUT_FILENO)},
                                      {"standard error", stream_path(STDERR_FILENO)}};
  for (std::size_t i = 0; i < written.size(); ++i) {
    const std::string subject = written[i].option + ": " + text::quoted(written[i].path);
    for (const Named& input : read)
      if (are_one_file(input.path, written[i].path))
        return subject + " would overwrite what is read from it, as " + input.option + "; name another file";
    for (std::size_t j = 0; j < i; ++j)
      if (are_one_file(written[j].path, written[i].path))
        return subject + " is what " + written[j].option + " writes, too; name another file";
    for (const Named& stream : streams)
      if (are_one_file(stream.path, written[i].path))
        return subject + " would take the place of what " + stream.option + " writes; name another file";
    for (const Named& journal : given(all, {"journal"}))
      if (is_within(written[i].path, journal.path))
        return subject + " is in the journal's own folder; name a file elsewhere";
  }
  return "";
}

}  // namespace

void refuse_overwriting(team::Team& team, const std::vector<const options::Values*>& all) {
  team.from_rank_0([&] {
    if (const std::string why = refusal(all); !why.empty()) throw text::InputError(why);
  });
}

}  // namespace quadrille::apps
