#include "quadrille/team/counter.hpp"

#include "quadrille/team/tags.hpp"

namespace quadrille::team {
namespace {

constexpr std::uint64_t one = 1;

bool is_rank_0(MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  return rank == 0;
}

class WindowCounter final : public Counter {
 public:
  WindowCounter(MPI_Win window, std::uint64_t* count) : window_(window), count_(count) {
    MPI_Win_lock_all(0, window_);
  }
  ~WindowCounter() override {
    MPI_Win_unlock_all(window_);
    MPI_Win_free(&window_);
  }
  WindowCounter(const WindowCounter&) = delete;
  WindowCounter& operator=(const WindowCounter&) = delete;

  void reset() override {
    if (count_ == nullptr) return;
    *count_ = 0;
    MPI_Win_sync(window_);
  }

  /// MPI_Fetch_and_op as a request, so that the one who waits can look for errors meanwhile.
  MPI_Request fetch_and_add(std::uint64_t& before) override {
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Rget_accumulate(&one, 1, MPI_UINT64_T, &before, 1, MPI_UINT64_T, 0, 0, 1, MPI_UINT64_T, MPI_SUM,
                        window_, &request);
    return request;
  }

 private:
  MPI_Win window_;
  std::uint64_t* count_;  // null but on rank 0
};

class MessageCounter final : public Counter {
 public:
  explicit MessageCounter(MPI_Comm comm) : comm_(comm), counts_(is_rank_0(comm)) {}

  void reset() override { count_ = 0; }

  MPI_Request fetch_and_add(std::uint64_t& before) override {
    MPI_Request request = MPI_REQUEST_NULL;
    if (counts_) {
      before = count_++;
    } else {
      MPI_Irecv(&before, 1, MPI_UINT64_T, 0, ticket_tag, comm_, &request);
      MPI_Send(nullptr, 0, MPI_CHAR, 0, ticket_request_tag, comm_);
    }
    return request;
  }

  void serve() override {
    while (counts_) {
      int asked = 0;
      MPI_Status status;
      MPI_Iprobe(MPI_ANY_SOURCE, ticket_request_tag, comm_, &asked, &status);
      if (asked == 0) return;
      MPI_Recv(nullptr, 0, MPI_CHAR, status.MPI_SOURCE, ticket_request_tag, comm_, MPI_STATUS_IGNORE);
      const std::uint64_t before = count_++;
      MPI_Send(&before, 1, MPI_UINT64_T, status.MPI_SOURCE, ticket_tag, comm_);
    }
  }

 private:
  MPI_Comm comm_;
  bool counts_;
  std::uint64_t count_ = 0;
};

}  // namespace

std::unique_ptr<Counter> make_counter(MPI_Comm comm) {
  const MPI_Aint bytes = is_rank_0(comm) ? sizeof(std::uint64_t) : 0;
  std::uint64_t* count = nullptr;
  MPI_Win window = MPI_WIN_NULL;
  MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
  const int code =
      MPI_Win_allocate(bytes, sizeof *count, MPI_INFO_NULL, comm, static_cast<void*>(&count), &window);
  MPI_Comm_set_errhandler(comm, MPI_ERRORS_ARE_FATAL);
  if (code != MPI_SUCCESS) return std::make_unique<MessageCounter>(comm);
  return std::make_unique<WindowCounter>(window, bytes > 0 ? count : nullptr);
}

}  // namespace quadrille::team
