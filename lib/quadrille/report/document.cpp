#include "quadrille/report/document.hpp"

#include <set>
#include <string>
#include <string_view>

#include "quadrille/text/digest.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/setting.hpp"

namespace quadrille::report {
namespace {

constexpr std::string_view beginning = "{\n  \"result\": ";

/// The object or array that the text begins with.
std::string_view first_value(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string && c == '\\') {
      ++at;
    } else if (c == '"') {
      in_string = !in_string;
    } else if (!in_string && (c == '{' || c == '[')) {
      ++depth;
    } else if (!in_string && (c == '}' || c == ']') && --depth == 0) {
      return text.substr(0, at + 1);
    }
  }
  return text;
}

}  // namespace

std::string digest_of_result(const Json& result) { return text::digest_of(dump_within(result, 1)); }

std::string digest_of_numbers(Json result) {
  for (const char* words : {"model", "notes"}) result.erase(words);
  return digest_of_result(result);
}

std::string document(const Json& result, const Run& run) {
  Json json = Json::object();
  json["result"] = result;
  json["run"] = to_json(run);
  json["complete"] = true;
  json["digest"] = digest_of_result(result);
  return dump(json);
}

std::string fault_of(const std::string& text, const std::string& name) {
  if (!text.starts_with(beginning))
    throw text::InputError(name + ": " + "it is no result of ours in JSON; name a file that " +
                           text::spoken("output") + " wrote");
  std::set<std::string> keys;
  bool has_twice = false;
  const Json json = Json::parse(
      text,
      [&](int depth, Json::parse_event_t event, const Json& parsed) {
        if (depth == 1 && event == Json::parse_event_t::key)
          has_twice |= !keys.insert(parsed.get<std::string>()).second;
        return true;
      },
      false);
  if (json.is_discarded()) return "is cut off, or no JSON any more";
  if (has_twice) return "was changed: it has a key twice";
  if (!json.contains("complete") || json["complete"] != true) return "is not complete";
  const std::string digest = text::digest_of(first_value(std::string_view(text).substr(beginning.size())));
  if (!json.contains("digest") || json["digest"] != digest)
    return "was changed: the digest of its result is " + digest + ", and it says " +
           (json.contains("digest") ? json["digest"].dump() : "none");
  return "";
}

}  // namespace quadrille::report
