// Keeps GoogleTest's ranks in step, and their failures visible.
#pragma once

#include <gtest/gtest.h>
#include <mpi.h>

namespace quadrille::harness {

/// Ranks agree at the end of each test on whether it failed, so that none goes on alone; rank 0 then fails
/// too and names the ranks. A fatal failure ends the job at once: its rank would miss the collectives that
/// the others wait in. Append it *after* the default printer: end events run in reverse order, so the
/// verdict is in before that one prints OK.
class RankListener final : public testing::EmptyTestEventListener {
 public:
  RankListener();
  ~RankListener() override;

  void OnTestPartResult(const testing::TestPartResult& result) override;
  void OnTestEnd(const testing::TestInfo& info) override;

 private:
  MPI_Comm comm_ = MPI_COMM_NULL;  // a duplicate: a test's own messages cannot meet ours
  int rank_ = 0;
  int size_ = 1;
};

}  // namespace quadrille::harness
