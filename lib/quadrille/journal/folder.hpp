// The folder of a journal.
//
//     manifest.json      the problem, its extent, its cost, the command line
//     lock               who is at work on it
//     nodes-RUN-RANK     what rank RANK of run RUN finished; RUN is 16 hexadecimal digits
//     draws.json         how much of an output file of draws is written
//     complete.json      written at the end: the extent, and the digest of the result
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace quadrille::journal {

std::string manifest_in(const std::string& folder);
std::string complete_in(const std::string& folder);
std::string draws_in(const std::string& folder);
std::string nodes_in(const std::string& folder, const std::string& run, std::uint64_t rank);

/// Returns 64 random bits as hexadecimal digits.
std::string random_run();

/// Makes the folder if it is not there. Throws InputError if that cannot be, or nothing can be written in it.
void make_folder(const std::string& folder);

/// Returns the paths of the files of nodes, in order of their names. Throws RunError.
std::vector<std::string> nodes_files(const std::string& folder);

/// Removes what a killed process left: temporary files that were never renamed.
void remove_leftovers(const std::string& folder);

}  // namespace quadrille::journal
