// One number at rank 0 that all ranks count up.
#pragma once

#include <cstdint>

#include <mpi.h>

namespace quadrille::distribute {

/// Over a network the count moves only when rank 0 enters MPI (Open MPI 4.1.4 over TCP), so rank 0 polls.
class Counter {
 public:
  /// Collective, as is its end.
  explicit Counter(MPI_Comm comm);
  ~Counter();
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;

  /// Collective, and all ranks must meet between this and the first count.
  void reset();

  /// Starts to fetch the count and to add one: MPI_Fetch_and_op as a request, so that its wait can poll.
  MPI_Request fetch_and_add(std::uint64_t& before);

 private:
  MPI_Win window_ = MPI_WIN_NULL;
  std::uint64_t* count_ = nullptr;
  int rank_ = 0;
};

}  // namespace quadrille::distribute
