"""How slow jobs are here and now, learnt from trial to trial, for work that lasts long enough and no longer.

The slowness of a job is what it takes in a trial, over what it took when it was measured, times its processes: many
processes have a larger part of the machine.
"""

import collections
import statistics

MARGIN = 1.4  # conditions vary
AT_FIRST = 5.0
MEMORY = 8  # trials


class Pace:
    def __init__(self):
        self.seen = collections.defaultdict(lambda: collections.deque(maxlen=MEMORY))

    def learn(self, fact):
        if "slowness" in fact:
            self.seen[fact["job"]].append(fact["slowness"])

    def slowness(self):
        """{name of a job: slowness}; that of all jobs together is named ""."""
        all_seen = [one for seen in self.seen.values() for one in seen]
        found = {name: statistics.median(seen) for name, seen in self.seen.items() if len(seen) > 1}
        return {**found, "": statistics.median(all_seen) if all_seen else AT_FIRST}


def fitting(jobs, name, slowness, processes, seconds):
    """The least work of the job of that name that should last for so many seconds with a margin, or the most; and how
    long it should last."""
    sizes = sorted((job for job in jobs if job.name == name), key=lambda job: job.seconds)
    factor = slowness.get(name, slowness[""]) / processes
    job = next((job for job in sizes if job.seconds * factor >= MARGIN * seconds), sizes[-1])
    return job, job.seconds * factor
