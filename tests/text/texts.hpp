// The sentences of notes, for matchers of text.
#pragma once

#include <string>
#include <vector>

#include "quadrille/text/note.hpp"

namespace quadrille::text {

inline std::vector<std::string> texts(const std::vector<Note>& notes) {
  std::vector<std::string> found;
  for (const Note& note : notes) found.push_back(note.text);
  return found;
}

}  // namespace quadrille::text
