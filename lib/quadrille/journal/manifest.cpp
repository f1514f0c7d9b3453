#include "quadrille/journal/manifest.hpp"

#include <functional>
#include <map>

#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "quadrille/journal/folder.hpp"
#include "quadrille/system/durable.hpp"
#include "quadrille/text/difference.hpp"
#include "quadrille/text/digest.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::journal {
namespace {

using Json = nlohmann::ordered_json;

constexpr int format = 5;  // of the manifest and of what records hold
constexpr int indent = 2;
constexpr std::size_t most_named = 3;

void write(const std::string& path, const Json& json) {
  system::write_durably(path, json.dump(indent, ' ', false, Json::error_handler_t::replace) + '\n');
}

struct Damaged : text::RunError {
  explicit Damaged(const std::string& path)
      : RunError("the journal's file " + text::quoted(path) +
                 " is damaged; restore it, or remove the journal's folder to begin anew") {}
};

std::int64_t last_change(const struct stat& status) {
  constexpr std::int64_t nanoseconds = 1'000'000'000;
  return status.st_mtim.tv_sec * nanoseconds + status.st_mtim.tv_nsec;
}

/// A path as JSON: text where it is UTF-8, else its bytes as numbers, so that no byte is lost.
Json path_to_json(const std::string& path) {
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t length = text::printable_length(path, at);
    if (length == 0) {
      Json bytes = Json::array();
      for (const char c : path) bytes.push_back(static_cast<unsigned char>(c));
      return bytes;
    }
    at += length;
  }
  return path;
}

std::string path_of(const Json& json) {
  if (json.is_string()) return json;
  std::string path;
  for (const Json& byte : json) path += static_cast<char>(byte.get<unsigned char>());
  return path;
}

/// What `take` makes of the document; none if there is no such file.
template <class T>
std::optional<T> read(const std::string& path, const std::function<T(const Json&)>& take) {
  const auto text = system::read_if_there(path);
  if (!text) return std::nullopt;
  try {
    return take(Json::parse(*text));
  } catch (const Json::exception&) {
    throw Damaged(path);
  }
}

}  // namespace

void DrawsState::identify() {
  struct stat there {};
  if (::stat(temporary.c_str(), &there) != 0) return;
  file = there.st_ino;
  changed = last_change(there);
}

bool DrawsState::is_published() const {
  struct stat there {};
  if (rows != draws || bytes == 0 || ::access(temporary.c_str(), F_OK) == 0) return false;
  if (::stat(output.c_str(), &there) != 0) return false;
  return there.st_ino == file && last_change(there) == changed &&
         static_cast<std::uint64_t>(there.st_size) == bytes;
}

std::string fingerprint(const Fields& fields) {
  std::string all;
  for (const auto& [name, value] : fields) all.append(name).append(1, '\0').append(value).append(1, '\0');
  return text::digest_of(all);
}

std::optional<std::string> value_of(const Fields& fields, const std::string& name) {
  for (const auto& [field, value] : fields)
    if (field == name) return value;
  return std::nullopt;
}

std::string differences(const Fields& there, const Fields& here) {
  std::vector<std::string> found;
  for (const auto& [name, value] : here) {
    const auto other = value_of(there, name);
    if (other == value) continue;
    found.push_back(name + " is " + text::difference(other.value_or("unknown"), value));
    if (name == "program") break;  // everything else differs, too
  }
  std::string text;
  for (std::size_t i = 0; i < found.size() && i < most_named; ++i) text += (i > 0 ? ", " : "") + found[i];
  if (found.size() > most_named) text += ", and " + std::to_string(found.size() - most_named) + " more";
  return text;
}

std::optional<Manifest> read_manifest(const std::string& folder) {
  return read<Manifest>(manifest_in(folder), [&](const Json& json) {
    if (const Json& found = json.at("format"); found != format)
      throw text::RunError("the journal in " + text::quoted(folder) + " is of format " + found.dump() +
                           ", and this version of the program knows format " + std::to_string(format) +
                           "; go on with the version that began it, or take another folder");
    Manifest manifest;
    manifest.command = json.at("command");
    const auto extent = json.at("extent").get<std::map<std::string, Json>>();
    if (extent.size() != 1 || !extent.begin()->second.is_number_unsigned())
      throw Damaged(manifest_in(folder));
    manifest.extent = {extent.begin()->first, extent.begin()->second};
    manifest.cost = json.at("cost");
    for (const auto& [name, value] : json.at("problem").items()) manifest.fields.emplace_back(name, value);
    return manifest;
  });
}

void write_manifest(const std::string& folder, const Manifest& manifest) {
  Json json = {{"format", format}, {"command", manifest.command}};
  json["extent"][manifest.extent.name] = manifest.extent.value;
  json["cost"] = manifest.cost;
  for (const auto& [name, value] : manifest.fields) json["problem"][name] = value;
  write(manifest_in(folder), json);
}

std::optional<Completion> read_completion(const std::string& folder) {
  try {
    return read<Completion>(complete_in(folder), [](const Json& json) {
      return Completion{json.at("extent"), json.at("digest")};
    });
  } catch (const Damaged&) {
    return std::nullopt;  // the records have the result, and it is written anew
  }
}

void write_completion(const std::string& folder, const Completion& completion) {
  write(complete_in(folder), {{"extent", completion.extent}, {"digest", completion.digest}});
}

std::optional<DrawsState> read_draws_state(const std::string& folder) {
  return read<DrawsState>(draws_in(folder), [](const Json& json) {
    return DrawsState{path_of(json.at("output")), path_of(json.at("temporary")),
                      json.at("draws"),           json.at("rows"),
                      json.at("bytes"),           json.at("file"),
                      json.at("changed")};
  });
}

void write_draws_state(const std::string& folder, const DrawsState& state) {
  write(draws_in(folder), {{"output", path_to_json(state.output)},
                           {"temporary", path_to_json(state.temporary)},
                           {"draws", state.draws},
                           {"rows", state.rows},
                           {"bytes", state.bytes},
                           {"file", state.file},
                           {"changed", state.changed}});
}

}  // namespace quadrille::journal
