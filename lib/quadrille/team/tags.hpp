// Which message is which between the ranks of one communicator.
#pragma once

namespace quadrille::team {

inline constexpr int exchange_tag = 0;        // Exchange::send
inline constexpr int error_tag = 1;           // to rank 0: the Verdict of a rank that failed
inline constexpr int failed_tag = 2;          // from a rank that failed, to all but rank 0: nothing
inline constexpr int ticket_request_tag = 3;  // to rank 0: nothing
inline constexpr int ticket_tag = 4;          // from rank 0: the ticket's number
inline constexpr int stop_tag = 5;            // between neighbours: the StopCause

}  // namespace quadrille::team
