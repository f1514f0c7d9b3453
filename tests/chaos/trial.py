"""One trial: a job is struck by a fault at a random moment, resumed on other processes, and compared to the bit.

    trial.py JOBS FOLDER SEED NUMBER SECONDS SLOWNESS [KIND]

JOBS is a file of measured jobs, FOLDER that of a worker (machine.Place), whose cluster is up. Everything is drawn
from SEED and NUMBER but the amount of work: that lasts SECONDS or more, by SLOWNESS (pace.Pace, as JSON). Prints
what happened as one line of JSON; `failed` says what was wrong, "" if nothing. The folder of a trial that failed
is kept.
"""

import dataclasses
import filecmp
import json
import pathlib
import random
import re
import shutil
import signal
import sys
import time
import traceback

import driver
import jobs
from faults import FAULTS, MAX_TIME, SIMPLE, kind_of
from launch import Batch, MpiRun
from machine import LAUNCHERS, PROGRAMS, Place
from pace import fitting

PATIENCE = 60  # seconds, after a fault
LONGEST = 900  # seconds that a launch which nobody strikes may take


class Wrong(Exception):
    """What a trial has shown to be wrong."""


class Missed(Exception):
    """The job came to its end while the fault was about to strike."""


def require(condition, what):
    if not condition:
        raise Wrong(what)


@dataclasses.dataclass
class Progress:
    """What --status says: the part of the work in [0, 1], and whether a strike now is between the first record
    and the last."""

    part: float = 0
    is_within: bool = False
    is_complete: bool = False


class Trial:
    def __init__(self, all_jobs, place, seed, number, seconds, slowness, kind=None):
        self.random = random.Random(f"{seed}/{number}")
        self.kind = kind or kind_of(number)
        self.fault = FAULTS[self.kind]
        self.place = place
        self.folder = place.folder / f"trial-{number}"
        name = self.draw_job(list(dict.fromkeys(job.name for job in all_jobs)))
        self.first, self.second = self.random.sample(range(2, 9), 2)  # processes
        self.hosts = self.random.randint(1, min(3, self.first))
        self.job, self.lasting = fitting(all_jobs, name, slowness, self.first, seconds)
        self.moment = self.random.uniform(0, 0.95)
        self.launch = None
        self.broken = None  # host
        self.goes_on = False  # the fault was only a pause
        self.paced = 0  # the largest part of the work that one launch did
        self.facts = {"number": number, "kind": self.kind, "job": name, "hosts": self.hosts,
                      "processes": [self.first], "moment": round(self.moment, 3), "strikes": 0, "within": 0,
                      "unsaid": 0}  # fmt: skip

    def draw_job(self, names):
        """A file of draws takes several times as long over hosts: one trial in nine, and where it must be."""
        weights = [1 if "draws" in name else 2 * (self.fault.disk != "output") for name in names]
        return self.random.choices(names, weights)[0]

    # What faults ask for

    def pick(self, things):
        if not things:
            raise Missed
        return self.random.choice(things)

    def ranks(self):
        return self.place.ranks(self.folder)

    def mpirun(self):
        return self.pick(self.place.processes(self.folder, ("mpirun",)))

    # Launching

    def folder_of(self, what):
        return self.place.disk if self.fault.disk == what else self.folder

    @property
    def journal(self):
        return self.folder_of("journal") / "journal"

    @property
    def output(self):
        return self.folder_of("output") / ("draws.csv" if self.job.writes_draws else "result.json")

    def command(self, *more):
        schedule = self.random.choice(["static", "dynamic"])
        return [*self.job.command(), "--journal", str(self.journal), "--output", str(self.output), "--schedule",
                schedule, *more]  # fmt: skip

    def start(self):
        if self.fault.needs == "slurm":
            return Batch(self.place, self.folder, self.command(), self.first, self.hosts)
        more = []
        if self.fault is MAX_TIME:
            more = ["--max-time", f"{1 + 0.7 * self.moment * self.lasting:.1f}"]
        hosts = 0 if self.hosts == 1 and self.fault.needs == "mpirun" else self.hosts
        at = self.random.choice(["h0", "h1"])
        return MpiRun(self.place, self.folder, self.command(*more), self.first, hosts, at)

    def restart(self, processes):
        hosts = self.random.randint(1, min(3, processes))
        self.facts["processes"].append(processes)
        return MpiRun(self.place, self.folder, self.command(), processes, hosts if hosts > 1 else 0)

    # Looking

    def progress(self):
        said = driver.run([driver.BUILD / self.job.program, "--status", self.journal])
        if said.status not in (0, 75):
            return Progress()
        found = re.search(r"about ([\d.]+) % of the work in (\d+) record", said.stdout)
        part, records = (float(found[1]) / 100, int(found[2])) if found else (1, 1)
        if self.job.writes_draws and said.status == 75:
            rows = re.search(r"(\d+) of (\d+) rows", said.stdout)
            part = (part + (int(rows[1]) / int(rows[2]) if rows else 0)) / 2
        return Progress(part, said.status == 75 and records > 0 and part < 1, said.status == 0)

    def wait_for_the_moment(self):
        """Until the work has come so far; returns how far it is."""
        deadline = time.monotonic() + LONGEST
        while self.launch.is_running():
            require(time.monotonic() < deadline, "the job did not come to the moment of the strike")
            progress = self.progress()
            if progress.is_within and progress.part >= self.moment:
                time.sleep(self.random.uniform(0, 0.3))
                break
            time.sleep(1)
        progress = self.progress()
        self.note_pace(progress.part, time.monotonic() - self.launch.begun)
        return progress

    def note_pace(self, part, seconds):
        """How long the job would have lasted, by the launch that did the largest part of it."""
        if part > max(self.paced, 0.1):
            self.paced = part
            self.facts["would_last"] = round(seconds / part, 1)
            self.facts["slowness"] = seconds / part / self.job.seconds * self.facts["processes"][-1]

    # The trial

    def run(self):
        self.folder.mkdir()
        self.launch = self.start()
        if self.fault is MAX_TIME:
            self.strike(self.fault)
        else:
            before = self.wait_for_the_moment()
            self.facts["progress"] = before.part
            if self.launch.is_running():
                self.strike(self.fault, before)
            else:
                require(self.progress().is_complete, "nobody struck, and the job ended without its result")
        processes = self.second
        if self.random.random() < 0.25 and not self.progress().is_complete:
            self.strike_again(processes)
            processes = self.random.choice([count for count in range(1, 9) if count != processes])
        done = self.progress().part
        self.launch = self.restart(processes)
        require(self.launch.wait(LONGEST), "the resumed job did not end")
        self.note_pace(1 - done, time.monotonic() - self.launch.begun)
        ended = f"the resumed job ended with status {self.launch.status}"
        require(self.launch.status == 0, f"{ended}: {self.launch.said()}")
        self.check_result()
        left = self.place.wait_for_none(self.folder, 10)
        require(not left, f"left after the end: {left}")

    def strike(self, fault, before=None):
        struck = time.monotonic()
        try:
            hit = self.hits(fault)
            if fault is MAX_TIME:
                struck = time.monotonic()
            if fault.leaves_all and not self.goes_on:
                fault.repair(self)
                self.place.wait_for_none(self.folder, PATIENCE)
            self.wait_for_end(fault, struck + (LONGEST if self.goes_on else PATIENCE))
            if self.goes_on:
                self.facts["paused"] = True
            else:
                self.facts["ended_after"] = round(max(time.monotonic() - struck, self.facts.get("ended_after", 0)), 1)
        finally:
            fault.repair(self)
        left = self.place.wait_for_none(self.folder, PATIENCE)
        require(not left, f"processes left after the repair: {[(one.name, one.host) for one in left]}")
        after = self.progress()
        self.facts["within"] += hit and (before or after).is_within
        self.facts.setdefault("progress", after.part)
        self.check_outputs(after)
        if before is None:
            self.note_pace(after.part, struck - self.launch.begun)
        if not after.is_complete and not self.goes_on:
            self.check_words(fault)

    def hits(self, fault):
        """Whether there was something to strike."""
        try:
            fault.strike(self)
        except Missed:
            self.goes_on = True
            return False
        self.facts["strikes"] += 1
        return True

    def strike_again(self, processes):
        kind = self.random.choice(SIMPLE)
        self.facts["again"] = kind
        self.launch = self.restart(processes)
        self.goes_on = False
        time.sleep(self.random.uniform(1, 6))
        if self.launch.is_running() and self.place.ranks(self.folder):
            self.strike(FAULTS[kind], self.progress())
        else:
            require(self.launch.wait(LONGEST), "the resumed job did not end")

    def wait_for_end(self, fault, deadline):
        in_time = self.launch.wait(deadline - time.monotonic())
        require(in_time, "the launch did not end after the fault")
        names = PROGRAMS if fault.leaves_daemons else PROGRAMS + LAUNCHERS
        left = self.place.wait_for_none(self.folder, max(1, deadline - time.monotonic()), names)
        require(not left, f"processes left after the fault: {[(one.name, one.host) for one in left]}")

    def check_words(self, fault):
        """Exit status and sentence, where they are promised."""
        said = self.launch.said()
        self.facts["status"] = self.launch.status
        if fault.statuses:
            require(self.launch.status in fault.statuses, f"status {self.launch.status}: {said}")
        if fault.sentence:
            unsaid = fault.sentence not in said
            require(not unsaid or fault.is_in_haste, f"no line says `{fault.sentence}`: {said}")
            self.facts["unsaid"] += unsaid

    def check_outputs(self, progress):
        """An output that is there is whole and right; a journal that says complete has one."""
        if self.output.exists():
            self.check_output()
        else:
            require(not progress.is_complete, "the journal says complete, and there is no output")

    def check_output(self):
        if self.job.writes_draws:
            same = filecmp.cmp(self.output, self.job.draws, shallow=False)
            require(same, "the file of draws is not that of the uninterrupted run")
            return
        text = self.output.read_text(encoding="utf-8")
        require(text.count('"complete": true') == 1, "the result does not say that it is complete")
        require(jobs.result_text(text) == self.job.result, "the result is not that of the uninterrupted run")
        verified = driver.run([driver.BUILD / self.job.program, "--verify", self.output])
        require(verified.status == 0, f"--verify: {verified}")

    def check_result(self):
        require(self.output.exists(), "there is no output")
        require(self.progress().is_complete, "--status does not say complete")
        self.check_output()
        left = [path.name for path in self.output.parent.iterdir() if ".partial" in path.name]
        require(not left, f"unfinished files left: {left}")


def main(all_jobs, folder, seed, number, seconds, slowness, kind=None):
    place = Place(pathlib.Path(folder))
    trial = Trial(jobs.load(all_jobs), place, seed, int(number), float(seconds), json.loads(slowness), kind)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    failed = ""
    begun = time.monotonic()
    try:
        trial.run()
    except Wrong as wrong:
        failed = str(wrong)
    except Exception:  # the trial's own mistake, or a cluster's: shown, and counted as failed
        failed = traceback.format_exc()
    finally:
        if trial.launch:
            trial.launch.end()
        place.clean(trial.folder, keep=bool(failed))
    if not failed:
        shutil.rmtree(trial.folder)
    print(json.dumps({**trial.facts, "seconds": round(time.monotonic() - begun, 1), "failed": failed}))


if __name__ == "__main__":
    main(*sys.argv[1:])
