#include "quadrille/journal/status.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <unistd.h>

#include "quadrille/journal/contents.hpp"
#include "quadrille/journal/folder.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/setting.hpp"
#include "quadrille/work/segments.hpp"

namespace quadrille::journal {
namespace {

constexpr int most_looks = 5;

/// Sums the costs of records that have nothing in common.
void look_at_records(Status& status, const std::vector<std::string>& files) {
  const std::string fingerprint = journal::fingerprint(status.manifest.fields);
  std::vector<std::vector<work::Segment>> segments;
  std::vector<double> costs;
  for (const std::string& path : files) {
    const Contents contents = contents_of(path);
    if (contents.opening.fingerprint != fingerprint) continue;
    for (const auto& [work, offset] : contents.entries) {
      if (work.is_tied && contents.opening.extent != status.manifest.extent.value) continue;
      segments.push_back(work.segments);
      costs.push_back(work.cost);
    }
  }
  status.records = segments.size();
  double cost = 0;
  for (const std::size_t index : work::disjoint(segments)) cost += costs[index];
  status.fraction = status.manifest.cost > 0 ? std::min(1.0, cost / status.manifest.cost) : 1;
}

/// Looks again where a run put its records into other files meanwhile.
void add_records(Status& status, const std::string& folder) {
  auto files = nodes_files(folder);
  for (int look = 0; look < most_looks; ++look) {
    look_at_records(status, files);
    auto now = nodes_files(folder);
    if (now == files) return;
    files = std::move(now);
  }
}

std::string description(const Manifest& manifest) {
  return value_of(manifest.fields, "program").value_or("") + " of " + std::to_string(manifest.extent.value) +
         ' ' + manifest.extent.name + ", seed " + value_of(manifest.fields, "seed").value_or("unknown");
}

}  // namespace

std::string percent(double fraction) {
  constexpr double nearly_all = 0.99, most = 0.999;  // below all, whatever a sum of costs rounds to
  if (fraction < nearly_all) return "about " + std::to_string(static_cast<int>(100 * fraction)) + " %";
  const int tenths = static_cast<int>(1000 * std::min(fraction, most));
  return "about " + std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " %";
}

Status status_of(const std::string& folder) {
  auto manifest = read_manifest(folder);
  if (!manifest)
    throw text::InputError("there is no journal in " + text::quoted(folder) +
                           "; name a folder that a run was given with " + text::spoken("journal"));
  Status status;
  status.manifest = std::move(*manifest);
  status.draws = read_draws_state(folder);
  add_records(status, folder);
  if (const auto completion = read_completion(folder)) {
    const bool lacks_draws = status.draws && (status.draws->rows < status.draws->draws ||
                                              ::access(status.draws->temporary.c_str(), F_OK) == 0);
    status.is_complete = completion->extent == status.manifest.extent.value && !lacks_draws;
    status.digest = completion->digest;
  }
  return status;
}

std::string status_line(const std::string& folder, const Status& status) {
  const std::string what = "journal " + text::quoted(folder) + " (" + description(status.manifest) + ")";
  if (status.is_complete) return "complete: " + what + ", numbers " + status.digest;
  std::string line = "unfinished: " + what + ", " + percent(status.fraction) + " of the work in " +
                     std::to_string(status.records) + (status.records == 1 ? " record" : " records");
  if (status.draws)
    line += ", " + std::to_string(status.draws->rows) + " of " + std::to_string(status.draws->draws) +
            " rows of " + text::quoted(status.draws->output);
  return line + "; to go on: " + status.manifest.command;
}

}  // namespace quadrille::journal
