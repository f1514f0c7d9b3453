// Which of the machine's instruction sets the kernels run on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quadrille::vector {

/// Returns the names of the targets that this build holds and this machine can run, best first: of "avx3_dl"
/// (AVX-512 with VAES), "avx3" (AVX-512), "avx2", "neon" and "portable". All give the same bits. SSE4 and
/// below have no fused multiply-add; "portable" computes it in software there.
std::vector<std::string> available_targets();

/// Returns the target in use: the best available one, unless another was chosen.
std::string current_target();

/// Uses the named target from here on. Throws std::invalid_argument, with the available names, for a target
/// that is not available. Requires that no kernel runs meanwhile.
void choose_target(std::string_view name);

/// Chooses what the environment variable QUADRILLE_TARGET names, if it is set and not empty, and checks that
/// this machine can run the kernels at all. Throws std::invalid_argument with a sentence for the user.
void choose_target_from_environment();

}  // namespace quadrille::vector
