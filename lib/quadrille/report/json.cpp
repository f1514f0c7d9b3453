#include "quadrille/report/json.hpp"

#include <algorithm>
#include <cmath>

#include "quadrille/text/number.hpp"

namespace quadrille::report {
namespace {

void write(const Json& value, std::size_t depth, std::string& out);

std::string number(double x) {
  const std::string text = text::shortest(x);
  return std::isfinite(x) ? text : '"' + text + '"';
}

void new_line(std::size_t depth, std::string& out) { out.append(1, '\n').append(2 * depth, ' '); }

void write_object(const Json& object, std::size_t depth, std::string& out) {
  out += '{';
  bool first = true;
  for (const auto& [name, member] : object.items()) {
    if (!first) out += ',';
    first = false;
    new_line(depth + 1, out);
    out += Json(name).dump() + ": ";
    write(member, depth + 1, out);
  }
  if (!first) new_line(depth, out);
  out += '}';
}

/// Rows of a table: an object on one line.
void write_row(const Json& object, std::string& out) {
  out += '{';
  bool first = true;
  for (const auto& [name, member] : object.items()) {
    if (!first) out += ", ";
    first = false;
    out += Json(name).dump() + ": ";
    write(member, 0, out);
  }
  out += '}';
}

void write_array(const Json& array, std::size_t depth, std::string& out) {
  const bool lines = !array.empty() && (array.front().is_object() || array.front().is_string());
  out += '[';
  bool first = true;
  for (const Json& element : array) {
    if (!first) out += lines ? "," : ", ";
    first = false;
    if (lines) new_line(depth + 1, out);
    if (element.is_object()) {
      write_row(element, out);
    } else {
      write(element, depth + 1, out);
    }
  }
  if (lines) new_line(depth, out);
  out += ']';
}

void write(const Json& value, std::size_t depth, std::string& out) {
  if (value.is_object()) {
    write_object(value, depth, out);
  } else if (value.is_array()) {
    write_array(value, depth, out);
  } else if (value.is_number_float()) {
    out += number(value.get<double>());
  } else {
    // Text that is not UTF-8 (of a model file, say) must not make invalid JSON.
    out += value.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
}

}  // namespace

std::string dump_within(const Json& value, std::size_t depth) {
  std::string out;
  write(value, depth, out);
  return out;
}

std::string dump(const Json& value) { return dump_within(value, 0) + '\n'; }

Json to_json(const std::vector<text::Note>& notes) {
  Json json = Json::array();
  for (const text::Note& note : notes)
    json.push_back({{"code", note.code},
                    {"kind", text::name(note.kind)},
                    {"where", note.where.empty() ? Json(nullptr) : Json(note.where)},
                    {"text", note.text}});
  return json;
}

std::string codes(const std::vector<text::Note>& notes, const std::vector<std::string>& of_row) {
  std::vector<std::string> all;
  for (const text::Note& note : notes)
    if (note.where.empty()) all.push_back(note.code);
  all.insert(all.end(), of_row.begin(), of_row.end());
  std::string joined;
  for (auto code = all.begin(); code != all.end(); ++code)
    if (std::find(all.begin(), code, *code) == code) joined += (joined.empty() ? "" : " ") + *code;
  return joined;
}

}  // namespace quadrille::report
