#include "quadrille/team/counter.hpp"

#include <mpi.h>

#include "quadrille/team/messages.hpp"

namespace quadrille::team {
namespace {

constexpr std::uint64_t one = 1;

/// Boost.MPI has no windows.
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
    BOOST_MPI_CHECK_RESULT(MPI_Win_sync, (window_));
  }

  /// MPI_Fetch_and_op as a request, so that the one who waits can look for errors meanwhile.
  void ask() override {
    BOOST_MPI_CHECK_RESULT(MPI_Rget_accumulate, (&one, 1, MPI_UINT64_T, &before_, 1, MPI_UINT64_T, 0, 0, 1,
                                                 MPI_UINT64_T, MPI_SUM, window_, &request_));
  }
  std::optional<std::uint64_t> answer() override {
    return is_done(request_) ? std::optional(before_) : std::nullopt;
  }

 private:
  MPI_Win window_;
  std::uint64_t* count_;  // null but on rank 0
  MPI_Request request_ = MPI_REQUEST_NULL;
  std::uint64_t before_ = 0;
};

class MessageCounter final : public Counter {
 public:
  explicit MessageCounter(boost::mpi::communicator comm) : comm_(std::move(comm)) {}

  void reset() override { count_ = 0; }

  void ask() override {
    if (comm_.rank() == 0) {
      before_ = count_++;
    } else {
      request_ = comm_.irecv(0, ticket_tag, before_);
      comm_.send(0, ticket_request_tag);
    }
  }
  std::optional<std::uint64_t> answer() override {
    return comm_.rank() == 0 || request_.test() ? std::optional(before_) : std::nullopt;
  }

  void serve() override {
    if (comm_.rank() != 0) return;
    while (const auto asked = comm_.iprobe(boost::mpi::any_source, ticket_request_tag)) {
      comm_.recv(asked->source(), ticket_request_tag);
      comm_.send(asked->source(), ticket_tag, count_++);
    }
  }

 private:
  boost::mpi::communicator comm_;
  std::uint64_t count_ = 0;   // at rank 0
  std::uint64_t before_ = 0;  // what the answer was, or is to be
  boost::mpi::request request_;
};

}  // namespace

std::unique_ptr<Counter> make_counter(const boost::mpi::communicator& comm) {
  const MPI_Aint bytes = comm.rank() == 0 ? sizeof(std::uint64_t) : 0;
  std::uint64_t* count = nullptr;
  MPI_Win window = MPI_WIN_NULL;
  MPI_Errhandler handler = MPI_ERRHANDLER_NULL;  // Boost has none of these either
  MPI_Comm_get_errhandler(comm, &handler);
  MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
  const int code =
      MPI_Win_allocate(bytes, sizeof *count, MPI_INFO_NULL, comm, static_cast<void*>(&count), &window);
  MPI_Comm_set_errhandler(comm, handler);
  MPI_Errhandler_free(&handler);
  if (code != MPI_SUCCESS) return std::make_unique<MessageCounter>(comm);
  return std::make_unique<WindowCounter>(window, bytes > 0 ? count : nullptr);
}

}  // namespace quadrille::team
