// Which MPI this is.
#pragma once

#include <string>

namespace quadrille::team {

/// The first words of the library's own description, such as "Open MPI v4.1.4". Needs no initialised MPI.
std::string mpi_version();

}  // namespace quadrille::team
