"""What trials have shown, as a table for people."""

import collections
import statistics

from faults import KINDS

COLUMNS = ("trials", "faults", "within the work", "resumed equal", "failed")


def add(sums, fact):
    sums["trials"] += 1
    sums["faults"] += fact["strikes"]
    sums["within the work"] += fact["within"]
    sums["resumed equal"] += not fact["failed"]
    sums["failed"] += bool(fact["failed"])


def markdown(facts):
    """A row for each kind of fault and number of hosts, and the sums."""
    rows = collections.defaultdict(collections.Counter)
    for fact in facts:
        add(rows[fact["kind"], fact["hosts"]], fact)
        add(rows["all", ""], fact)
    order = [*KINDS, "all"]
    lines = [f"| fault | hosts | {' | '.join(COLUMNS)} |", f"|---|---|{'---|' * len(COLUMNS)}"]
    for kind, hosts in sorted(rows, key=lambda key: (order.index(key[0]), key[1])):
        sums = rows[kind, hosts]
        lines.append(f"| {kind} | {hosts} | {' | '.join(str(sums[column]) for column in COLUMNS)} |")
    return "\n".join(lines)


def summary(facts):
    """In a few lines: what struck within, how long jobs would have lasted, how soon they ended."""
    faults, within = sum(fact["strikes"] for fact in facts), sum(fact["within"] for fact in facts)
    failed = sum(bool(fact["failed"]) for fact in facts)
    lines = [f"{len(facts)} trials, {failed} failed; {within} of {faults} faults struck between the first and the "
             "last record"]  # fmt: skip
    for name, words in (("would_last", "uninterrupted, by their progress at the strike, jobs would have lasted"),
                        ("ended_after", "after a fault all had ended in")):  # fmt: skip
        values = [fact[name] for fact in facts if name in fact]
        if values:
            lines.append(f"{words} {min(values):.1f} to {max(values):.1f} s, median {statistics.median(values):.1f} s")
    return "\n".join(lines)
