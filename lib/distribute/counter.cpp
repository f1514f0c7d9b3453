#include "distribute/counter.hpp"

namespace quadrille::distribute {
namespace {

constexpr std::uint64_t one = 1;

}  // namespace

Counter::Counter(MPI_Comm comm) {
  MPI_Comm_rank(comm, &rank_);
  const MPI_Aint bytes = rank_ == 0 ? sizeof *count_ : 0;
  MPI_Win_allocate(bytes, sizeof *count_, MPI_INFO_NULL, comm, static_cast<void*>(&count_), &window_);
  MPI_Win_lock_all(0, window_);
}

Counter::~Counter() {
  MPI_Win_unlock_all(window_);
  MPI_Win_free(&window_);
}

void Counter::reset() {
  if (rank_ != 0) return;
  *count_ = 0;
  MPI_Win_sync(window_);
}

MPI_Request Counter::fetch_and_add(std::uint64_t& before) {
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Rget_accumulate(&one, 1, MPI_UINT64_T, &before, 1, MPI_UINT64_T, 0, 0, 1, MPI_UINT64_T, MPI_SUM,
                      window_, &request);
  return request;
}

}  // namespace quadrille::distribute
