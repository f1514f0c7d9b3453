// One number at rank 0 that all ranks count up.
#pragma once

#include <cstdint>
#include <memory>

#include <mpi.h>

namespace quadrille::team {

class Counter {
 public:
  virtual ~Counter() = default;

  /// Collective, and all ranks must meet between this and the first count.
  virtual void reset() = 0;

  /// Starts to fetch the count and to add one; `before` is there once the request is done.
  virtual MPI_Request fetch_and_add(std::uint64_t& before) = 0;

  /// Answers those who ask. Rank 0 must call it, or at least enter MPI, every millisecond or so.
  virtual void serve() {}
};

/// Collective, as is the counter's end. It is a window of MPI's (one host: shared memory, which rank 0 need
/// not attend to) or, where MPI can make none, messages that rank 0 answers: Debian's Open MPI 4.1.4 has no
/// windows between hosts over TCP, since its file of parameters excludes the component that would make them.
std::unique_ptr<Counter> make_counter(MPI_Comm comm);

}  // namespace quadrille::team
