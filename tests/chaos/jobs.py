"""The jobs that trials interrupt, each in several sizes: how long they take, and what their results are to be."""

import concurrent.futures
import dataclasses
import itertools
import json
import math
import os
import pathlib
import time

import driver

LARGEST_FILE = 4e9  # bytes, of 28 a row; it is to fit on a trial's disk
STEPS = [1.5**-k for k in range(6)]  # of the largest size


@dataclasses.dataclass
class Job:
    """`option` says how much work; work goes with `power` of its value; `rest` are the other words.

    `amount` is its value, `seconds` what it takes uninterrupted while as many run as trials at once, as many
    processes each as there are processors. `result`: the text of the result, `draws`: the file of draws, if there
    is one; both of that run. No size is larger than `most`.
    """

    name: str
    program: str
    option: str
    value: str
    power: int
    amount: float
    rest: list
    seconds: float = 0
    result: str = ""
    draws: str = ""
    most: float = math.inf  # of the amount

    def command(self):
        """As words, with JSON on standard output."""
        value = self.value.format(int(float(f"{self.amount:.3g}")))
        return [str(driver.BUILD / self.program), *self.rest, self.option, value, "--yes", "--format", "json"]

    @property
    def writes_draws(self):
        return self.name == "simulate, draws to a file"

    def times(self, work):
        """The same job of so many times the work."""
        return dataclasses.replace(self, amount=min(self.most, self.amount * work ** (1 / self.power)))


def catalogue(seed):
    """All jobs, with a second or two of work."""
    return [
        Job("integrate, many sizes", "integrate", "--sizes", "0:{}:50", 2, 3e5, ["1/(1+x^2)", "--seed", str(seed)]),
        Job("integrate, repeats", "integrate", "--repeats", "{}", 1, 150,
            ["exp(-x)", "--sizes", "10:1e6:log6", "--estimator", "stratified", "--seed", str(seed + 1)]),
        Job("integrate, one size", "integrate", "--sizes", "{}", 1, 4e8, ["sin(x)", "--seed", str(seed + 2)]),
        Job("simulate, summary", "simulate", "--draws", "{}", 1, 1e8, ["--seed", str(seed + 3)]),
        Job("simulate, draws to a file", "simulate", "--draws", "{}", 1, 6e6,
            ["--columns", "y", "--seed", str(seed + 4)], most=LARGEST_FILE / 28),
    ]  # fmt: skip


def result_text(document):
    """The text of `result`: what must be the same to the byte."""
    return document[document.index('"result"') : document.index('\n  "run": ')]


def measured(jobs, at_once, seconds, folder):
    """Each job in several sizes, each measured while `at_once` run, the largest of about 2.5 times the seconds."""
    fill = itertools.islice(itertools.cycle(jobs), max(len(jobs), at_once))
    tried = list(zip(jobs, all_measured(fill, at_once, folder)))
    largest = [job.times(2.5 * seconds / trial.seconds) for job, trial in tried]
    return all_measured([job.times(step) for step in STEPS for job in largest], at_once, folder)


def all_measured(jobs, at_once, folder):
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(lambda job: with_result(job, folder), jobs))


def with_result(job, folder):
    """The job with the time and the result of a run of it."""
    output = []
    if job.writes_draws:
        place = pathlib.Path(folder) / f"reference-{time.monotonic_ns()}"
        place.mkdir()
        output = ["--output", str(place / "draws.csv")]
    begin = time.monotonic()
    outcome = driver.run([*job.command(), *output], os.cpu_count(), timeout=1200)
    if outcome.status != 0:
        raise RuntimeError(f"the uninterrupted run failed: {outcome}")
    return dataclasses.replace(
        job, seconds=time.monotonic() - begin, result=result_text(outcome.stdout), draws=output[-1] if output else ""
    )


def save(jobs, path):
    pathlib.Path(path).write_text(json.dumps([dataclasses.asdict(job) for job in jobs]), encoding="utf-8")


def load(path):
    return [Job(**fields) for fields in json.loads(pathlib.Path(path).read_text(encoding="utf-8"))]
