#include "quadrille/options/config_file.hpp"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/trimmed.hpp"

namespace quadrille::options {
namespace {

constexpr std::size_t longest_file = std::size_t{1} << 20;
constexpr std::string_view blanks = " \t\v\f";
constexpr std::string_view mark_of_utf8 = "\xef\xbb\xbf";

[[noreturn]] void fail(const std::string& where, const std::string& what) {
  throw text::InputError(where + ": " + what);
}

std::string text_of(const Value& config) {
  std::ifstream file(config.text);
  std::string text(longest_file + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file)
    fail(config.where, text::quoted(config.text) + " is longer than " + std::to_string(longest_file) +
                           " bytes; is it a configuration file?");
  if (!file.eof())
    fail(config.where, "cannot read " + text::quoted(config.text) + " (" + std::strerror(errno) +
                           "); name a file that can be read");
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.find('\0') != std::string::npos || text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    fail(config.where, text::quoted(config.text) + " is no text in UTF-8; save it as such");
  return text;
}

std::string_view without_remark(std::string_view line) {
  for (auto at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1))
    if (at == 0 || blanks.find(line[at - 1]) != std::string_view::npos) return line.substr(0, at);
  return line;
}

Setting setting_in(std::string_view line, const std::string& where) {
  const std::string shown = text::quoted(std::string(line));
  if (line.starts_with('['))
    fail(where, shown + " begins a section, and there are none here; leave it out, and write NAME = VALUE");
  for (const std::string_view remark : {";", "//", "%"})
    if (line.starts_with(remark)) fail(where, "remarks begin with #");
  const auto equals = line.find('=');
  if (equals == std::string_view::npos) fail(where, shown + " sets nothing; write NAME = VALUE");
  const std::string name(text::trimmed(line.substr(0, equals), blanks));
  if (name.empty()) fail(where, shown + " has no name before its =; write NAME = VALUE");
  if (name.starts_with("--"))
    fail(where, text::quoted(name) + " has dashes, which names have on a command line only; write " +
                    text::printable(name.substr(2)) + " = VALUE");
  return {where, name, std::string(text::trimmed(line.substr(equals + 1), blanks))};
}

}  // namespace

std::vector<Setting> read_settings(const Value& config) {
  const std::string text = text_of(config);
  std::string_view rest = text;
  if (rest.starts_with(mark_of_utf8)) rest.remove_prefix(mark_of_utf8.size());
  std::vector<Setting> settings;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const auto end = rest.find_first_of("\r\n");
    const std::string_view line = text::trimmed(without_remark(rest.substr(0, end)), blanks);
    if (!line.empty())
      settings.push_back(setting_in(line, text::printable(config.text) + ':' + std::to_string(number)));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + (rest.substr(end).starts_with("\r\n") ? 2 : 1));
  }
  return settings;
}

std::string path_in(const std::string& file, const std::string& path) {
  std::error_code ignored;
  if (path.empty() || path == "-" || !std::filesystem::is_regular_file(file, ignored)) return path;
  return (std::filesystem::path(file).parent_path() / path).string();
}

}  // namespace quadrille::options
