"""kill -9 of every process of a job, again and again, until it is done all the same."""

import json
import os
import random
import signal
import subprocess
import time

import driver
import jobs


def kill_all(process):
    """mpirun and its ranks, wherever they are among its descendants."""
    for group in {process.pid, *descendants(process.pid)}:
        try:
            os.kill(group, signal.SIGKILL)
        except ProcessLookupError:
            pass
    process.communicate()


def descendants(pid):
    """Numbers of the living processes that it and its children have started."""
    found = []
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            children = list(map(int, file.read().split()))
    except OSError:
        return found
    for child in children:
        found += [child, *descendants(child)]
    return found


def finish(command, journal, draw):
    """Starts the command on random numbers of processes and kills it every 0.5 to 3 s, until it ends by itself;
    returns its Outcome and the number of kills."""
    kills = 0
    while True:
        process = driver.start(driver.launched([*command, "--journal", journal], draw.randint(1, 8)))
        try:
            stdout, stderr = process.communicate(timeout=draw.uniform(0.5, 3))
            return driver.Outcome(command, process.returncode, stdout, stderr), kills
        except subprocess.TimeoutExpired:
            kill_all(process)
            kills += 1


def loops(options, folder):
    """(name, command) of each job."""
    ready = ["--seed", "1", "--yes", "--format", "json"]
    yield "the lecture's integral", [driver.BUILD / "integrate", *ready]
    yield "the lab, 10^8 draws", [driver.BUILD / "simulate", "--draws", "1e8", *ready]
    names = ("integrate, many sizes", "simulate, summary")
    long_jobs = [job for job in jobs.catalogue(options.seed) if job.name in names]
    for job in jobs.measured(long_jobs, 1, options.seconds, folder)[: len(long_jobs)]:
        yield f"{job.name}, {job.seconds:.0f} s on {os.cpu_count()} processes", job.command()


def run(options, folder, say):
    """Whether all came to the result of an uninterrupted run."""
    draw = random.Random(options.seed)
    passed = True
    for number, (name, command) in enumerate(loops(options, folder)):
        expected = driver.run(command, timeout=1200)
        begun = time.monotonic()
        outcome, kills = finish(command, folder / f"journal-{number}", draw)
        equal = outcome.status == 0 and jobs.result_text(outcome.stdout) == jobs.result_text(expected.stdout)
        passed = passed and equal
        took = json.loads(expected.stdout)["run"]["seconds"]["total"]
        say(f"{name}: {'equal' if equal else f'FAILED: {outcome}'} after {kills} kills and "
            f"{time.monotonic() - begun:.0f} s (uninterrupted on one process: {took:.1f} s)")  # fmt: skip
    return passed
