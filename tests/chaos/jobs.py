"""The jobs that trials interrupt: how much work, how long that takes here, and what the result is to be."""

import concurrent.futures
import dataclasses
import json
import pathlib
import shutil
import time

import driver


@dataclasses.dataclass
class Job:
    """`option` says how much work; work goes with `power` of its value; `rest` are the other words.

    `seconds`: what one process takes uninterrupted while as many run as trials at once. `result`: the text of the
    result, `draws`: the file of draws, if there is one; both of that uninterrupted run.
    """

    name: str
    program: str
    option: str
    value: str
    power: int
    little: float
    rest: list
    amount: float = 0
    seconds: float = 0
    result: str = ""
    draws: str = ""

    def command(self, amount=None):
        """As words, with JSON on standard output."""
        value = self.value.format(int(float(f"{amount or self.amount:.3g}")))
        return [str(driver.BUILD / self.program), *self.rest, self.option, value, "--yes", "--format", "json"]

    @property
    def writes_draws(self):
        return self.name == "simulate, draws to a file"


def catalogue(seed):
    """All jobs, with little work."""
    return [
        Job("integrate, many sizes", "integrate", "--sizes", "0:{}:50", 2, 2e5, ["1/(1+x^2)", "--seed", str(seed)]),
        Job("integrate, repeats", "integrate", "--repeats", "{}", 1, 40,
            ["exp(-x)", "--sizes", "10:1e6:log6", "--estimator", "stratified", "--seed", str(seed + 1)]),
        Job("integrate, one size", "integrate", "--sizes", "{}", 1, 1e8, ["sin(x)", "--seed", str(seed + 2)]),
        Job("simulate, summary", "simulate", "--draws", "{}", 1, 4e7, ["--seed", str(seed + 3)]),
        Job("simulate, draws to a file", "simulate", "--draws", "{}", 1, 2e6,
            ["--columns", "y", "--seed", str(seed + 4)]),
    ]  # fmt: skip


def result_text(document):
    """The text of `result`: what must be the same to the byte."""
    return document[document.index('"result"') : document.index('\n  "run": ')]


def measured(jobs, at_once, seconds, folder, wrap):
    """Gives each job the amount of work that one process does in `seconds` or more while `at_once` of them run,
    measured, and the result of that run; and returns the jobs."""
    for job, took in zip(jobs, timed(jobs, [job.little for job in jobs], at_once, folder, wrap)):
        job.amount = job.little * (1.15 * seconds / took) ** (1 / job.power)
    short = jobs
    while short:
        for job, took in zip(short, timed(short, [job.amount for job in short], at_once, folder, wrap, keep=True)):
            job.seconds = took
        short = [job for job in short if job.seconds < seconds]
        for job in short:
            job.amount *= (1.15 * seconds / job.seconds) ** (1 / job.power)
    return jobs


def timed(jobs, amounts, at_once, folder, wrap, keep=False):
    """Seconds that each job takes on one process, while `at_once` of them always run."""
    count = -(-len(jobs) // at_once) * at_once
    runs = [(jobs[k % len(jobs)], amounts[k % len(jobs)], k < len(jobs)) for k in range(count)]
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        taken = list(pool.map(lambda run: time_one(*run[:2], folder, wrap, keep and run[2]), runs))
    return taken[: len(jobs)]


def time_one(job, amount, folder, wrap, keep):
    """Seconds of one run; with `keep`, its result becomes the job's."""
    place = pathlib.Path(folder) / f"reference-{job.name.replace(', ', '-').replace(' ', '-')}"
    output = []
    if job.writes_draws:
        place = place if keep else place.with_name(f"{place.name}-{time.monotonic_ns()}")
        place.mkdir(parents=True, exist_ok=True)
        output = ["--output", str(place / "draws.csv")]
    begin = time.monotonic()
    outcome = driver.run([*wrap, *job.command(amount), *output], timeout=1200)
    seconds = time.monotonic() - begin
    if outcome.status != 0:
        raise RuntimeError(f"the uninterrupted run failed: {outcome}")
    if wrap:  # which may have waited
        seconds = json.loads(outcome.stdout)["run"]["seconds"]["total"]
    if keep:
        job.result = result_text(outcome.stdout)
        job.draws = str(place / "draws.csv") if job.writes_draws else ""
    elif job.writes_draws:
        shutil.rmtree(place)
    return seconds


def save(jobs, path):
    pathlib.Path(path).write_text(json.dumps([dataclasses.asdict(job) for job in jobs]), encoding="utf-8")


def load(path):
    return [Job(**fields) for fields in json.loads(pathlib.Path(path).read_text(encoding="utf-8"))]
