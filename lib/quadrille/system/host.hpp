// What this host is called, and which it is.
#pragma once

#include <string>

namespace quadrille::system {

/// Returns this host's name as gethostname says; "localhost" if it says nothing.
std::string host_name();

/// Returns a text that two processes share if they run on one host: the name, a line's end, and a digest of
/// the boot of the system and of the network as the process sees it. Hosts may share a name (clones,
/// containers), virtual hosts a boot; and a process with a network of its own is reached as another host is.
std::string host_identity(const std::string& name);

/// Returns the name in such a text.
std::string name_in(const std::string& identity);

}  // namespace quadrille::system
