// One number at rank 0 that all ranks count up.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include <boost/mpi/communicator.hpp>

namespace quadrille::team {

class Counter {
 public:
  virtual ~Counter() = default;

  /// Collective, and all ranks must meet between this and the first count.
  virtual void reset() = 0;

  /// Asks for the count, and adds one to it.
  virtual void ask() = 0;
  /// The count before, once it has come: to be called until then.
  virtual std::optional<std::uint64_t> answer() = 0;

  /// Answers those who ask. Rank 0 must call it, or at least enter MPI, every millisecond or so.
  virtual void serve() {}
};

/// Collective, as is the counter's end. It is a window of MPI's (one host: shared memory, which rank 0 need
/// not attend to) or, where MPI can make none, messages that rank 0 answers: Debian's Open MPI 4.1.4 has no
/// windows between hosts over TCP, since its file of parameters excludes the component that would make them.
std::unique_ptr<Counter> make_counter(const boost::mpi::communicator& comm);

}  // namespace quadrille::team
