// Small files that are there whole, or not at all, whatever happens.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quadrille::system {

/// Writes PATH.new, syncs it, renames it to PATH and syncs the folder: who reads PATH finds the old text or
/// the new one. Throws RunError.
void write_durably(const std::string& path, std::string_view text);

/// Returns the file's text; none if there is no such file. Throws RunError if it is there and cannot be read.
std::optional<std::string> read_if_there(const std::string& path);

}  // namespace quadrille::system
