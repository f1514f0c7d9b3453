#include "quadrille/text/setting.hpp"

namespace quadrille::text {
namespace {

Voice voice_of_process = Voice::library;

}  // namespace

void speak_as(Voice voice) { voice_of_process = voice; }

std::string spoken(std::string_view name, std::string_view value) {
  const bool is_option = voice_of_process == Voice::command_line;
  std::string text = (is_option ? "--" : "") + std::string(name);
  if (!value.empty()) text.append(is_option ? " " : " = ").append(value);
  return text;
}

}  // namespace quadrille::text
