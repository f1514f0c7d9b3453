#include "quadrille/report/run.hpp"

#include "quadrille/report/table.hpp"

namespace quadrille::report {
namespace {

std::string counted(std::uint64_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

std::string verdict(const Run& run, const Comparison& comparison) {
  const std::uint64_t further = run.processes - 1;
  const std::string which = further == 1 ? "The second process" : "The further processes";
  if (further == 0) return "There is no further process: start it with mpirun -np 2.";
  if (run.processes > comparison.processors) {
    return counted(run.processes, "process shares ", "processes share ") +
           counted(comparison.processors, "processor", "processors") +
           ": more processes than processors cannot pay.";
  }
  const double gain = comparison.serial - comparison.parallel;
  if (gain <= 0) return which + " did not pay: one alone is as fast.";
  if (gain < comparison.launch) {
    return which + " did not pay: " + digits(gain, 2) + " s of work saved, but start-up takes " +
           digits(comparison.launch, 2) + " s.";
  }
  return which + " paid: " + digits(gain, 3) + " s saved.";
}

}  // namespace

Json to_json(const Run& run) {
  Json json = {{"processes", run.processes},
               {"hosts", run.hosts},
               {"schedule", run.schedule},
               {"target", run.target},
               {"seconds",
                {{"startup", run.seconds.startup},
                 {"compute", run.seconds.compute},
                 {"gather", run.seconds.gather},
                 {"total", run.seconds.total}}}};
  Json versions = Json::object();
  for (const auto& [name, version] : run.versions) versions[name] = version;
  json["versions"] = versions;
  if (run.comparison) {
    const Comparison& comparison = *run.comparison;
    json["comparison"] = {{"serial", comparison.serial},
                          {"parallel", comparison.parallel},
                          {"speedup", comparison.serial / comparison.parallel},
                          {"processors", comparison.processors},
                          {"launch", comparison.launch},
                          {"identical", true}};
  }
  json.update(run.further);
  return json;
}

std::string comparison_text(const Run& run) {
  const Comparison& comparison = *run.comparison;
  std::string text =
      "Results are the same to the bit on 1 process and on " + std::to_string(run.processes) + ".\n";
  Table table(Table::First::left, {"", "seconds", "ratio"});
  table.add({"serial", digits(comparison.serial, 3), "1"});
  table.add({counted(run.processes, "process", "processes"), digits(comparison.parallel, 3),
             digits(comparison.serial / comparison.parallel, 3)});
  table.add({"start-up", digits(comparison.launch, 3), ""});
  text += table.text();
  text += verdict(run, comparison) + " This job may use " +
          counted(comparison.processors, "processor", "processors") + ".\n";
  return text;
}

}  // namespace quadrille::report
