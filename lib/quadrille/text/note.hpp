// What a reader of a result must know beside its numbers.
#pragma once

#include <string>

namespace quadrille::text {

/// A note is data: programs print its text, and carry all of it in what others read.
struct Note {
  /// A doubt says that a number, an error or an interval may not hold; information is anything else.
  enum class Kind { doubt, information };

  std::string code;  ///< of its rule: lower case, words joined by hyphens; the same in every release
  Kind kind = Kind::doubt;
  std::string where;  ///< the row ("samples 1000"), the variable or the component; empty: the whole result
  std::string text;   ///< a sentence without a full stop, which names its subject
};

inline const char* name(Note::Kind kind) { return kind == Note::Kind::doubt ? "doubt" : "information"; }

}  // namespace quadrille::text
