// A result with the proof that it is whole.
#pragma once

#include <string>

#include "quadrille/report/json.hpp"
#include "quadrille/report/run.hpp"

namespace quadrille::report {

/// Returns XXH3-128, as 32 hexadecimal digits, of the text of `result` as it stands in a document: from its
/// first brace to its last.
std::string digest_of_result(const Json& result);

/// Returns the digest without the words in it (a model's text with its comments, notes that name its file),
/// which may differ where the problem and its numbers are the same.
std::string digest_of_numbers(Json result);

/// Returns the text of {"result": .., "run": .., "complete": true, "digest": digest_of_result(result)}.
std::string document(const Json& result, const Run& run);

/// Returns what is wrong with a document, as the end of a sentence ("was changed: .."); "" if it is complete
/// and as it was written. Throws text::InputError, which begins with `name`, for no document at all.
std::string fault_of(const std::string& text, const std::string& name);

}  // namespace quadrille::report
