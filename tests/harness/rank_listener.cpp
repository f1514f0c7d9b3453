#include "harness/rank_listener.hpp"

#include <cstdio>
#include <string>
#include <vector>

namespace quadrille::harness {

RankListener::RankListener() {
  MPI_Comm_dup(MPI_COMM_WORLD, &comm_);
  MPI_Comm_rank(comm_, &rank_);
  MPI_Comm_size(comm_, &size_);
}

RankListener::~RankListener() { MPI_Comm_free(&comm_); }

void RankListener::OnTestPartResult(const testing::TestPartResult& result) {
  if (!result.failed()) return;
  if (rank_ != 0)
    std::printf("[rank %d] %s:%d: Failure\n%s\n", rank_, result.file_name(), result.line_number(),
                result.message());
  std::fflush(stdout);
  if (result.fatally_failed() && size_ > 1) MPI_Abort(comm_, 1);
}

void RankListener::OnTestEnd(const testing::TestInfo& info) {
  const int failed = info.result()->Failed() ? 1 : 0;
  std::vector<int> all(static_cast<std::size_t>(size_));
  MPI_Allgather(&failed, 1, MPI_INT, all.data(), 1, MPI_INT, comm_);
  std::string ranks;
  for (std::size_t rank = 1; rank < all.size(); ++rank)
    if (all[rank] != 0) ranks += ' ' + std::to_string(rank);
  if (rank_ == 0 && !ranks.empty()) ADD_FAILURE() << "failed on ranks" << ranks;
}

}  // namespace quadrille::harness
