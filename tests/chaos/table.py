"""What trials have shown, as a table for people."""

import statistics

from faults import KINDS

COLUMNS = ("fault", "trials", "processes", "hosts 1/2/3", "faults", "within the records", "that count", "equal",
           "failed", "all ended in, s")  # fmt: skip


def counts(fact, seconds):
    """Whether a trial proves something: it was struck within its work, which would have lasted so long."""
    return fact["within"] > 0 and fact.get("would_last", 0) >= seconds


def row(name, facts, seconds):
    hosts = [sum(fact["hosts"] == count for fact in facts) for count in (1, 2, 3)]
    processes = [count for fact in facts for count in fact["processes"]]
    ended = [fact["ended_after"] for fact in facts if "ended_after" in fact]
    cells = [
        name, len(facts), f"{min(processes)} to {max(processes)}" if processes else "-", "/".join(map(str, hosts)),
        sum(fact["strikes"] for fact in facts), sum(fact["within"] for fact in facts),
        sum(counts(fact, seconds) for fact in facts), sum(not fact["failed"] for fact in facts),
        sum(bool(fact["failed"]) for fact in facts),
        f"{statistics.median(ended):.1f}, at most {max(ended):.1f}" if ended else "-",
    ]  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def markdown(facts, seconds):
    """A row for each kind of fault, and the sums. `that count`: trials that prove something; `all ended in`: median
    and most seconds from the fault to the end of the last process."""
    lines = [f"| {' | '.join(COLUMNS)} |", f"|{'---|' * len(COLUMNS)}"]
    for kind in KINDS:
        of_kind = [fact for fact in facts if fact["kind"] == kind]
        lines += [row(kind, of_kind, seconds)] if of_kind else []
    return "\n".join([*lines, row("all", facts, seconds)])


def summary(facts, seconds):
    """In a few lines: what struck within, which trials count, and how long jobs would have lasted."""
    faults, within = sum(fact["strikes"] for fact in facts), sum(fact["within"] for fact in facts)
    failed = sum(bool(fact["failed"]) for fact in facts)
    count = sum(counts(fact, seconds) for fact in facts)
    lines = [f"{len(facts)} trials, {failed} failed, {count} count; {within} of {faults} faults struck between the "
             "first and the last record"]  # fmt: skip
    lasted = [fact["would_last"] for fact in facts if "would_last" in fact]
    if lasted:
        lines.append(f"uninterrupted, jobs would have lasted {min(lasted):.1f} to {max(lasted):.1f} s, median "
                     f"{statistics.median(lasted):.1f} s")  # fmt: skip
    unsaid = sum(fact.get("unsaid", 0) for fact in facts)
    if unsaid:
        lines.append(f"{unsaid} jobs were killed by mpirun, a second after SIGTERM or SIGINT, before they said a word")
    return "\n".join(lines)
