"""What the scripts that measure share: runs in turn, medians, tables, words about this machine.

Two processors that others use too are noisy: contenders take turns, round by round, so that a slow minute
hits them all; a time is the median over rounds, with the least and the greatest; a ratio is the median over
rounds of the ratio within a round.
"""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/programs"))

import driver  # noqa: E402  (found through the line above)

PROGRAMS = ("integrate", "simulate")
BENCHMARKS = ROOT / "benchmarks"
PEERS = BENCHMARKS / "peers"


class Failure(Exception):
    """What is wrong, in one sentence for the user."""


def output_of(command, environment=None, folder=driver.BUILD):
    """Runs a command as users do, and returns (stdout, seconds from start to exit)."""
    begin = time.perf_counter()
    process = driver.start([str(word) for word in command], environment, folder)
    try:
        stdout, stderr = process.communicate()
    except BaseException:
        driver.end(process)
        raise
    seconds = time.perf_counter() - begin
    if process.returncode != 0:
        raise Failure(f"{' '.join(map(str, command))} ended with {process.returncode}: {stderr.strip()}")
    return stdout, seconds


def json_of(command, environment=None):
    """As output_of, for a command that prints JSON."""
    stdout, seconds = output_of(command, environment)
    return json.loads(stdout), seconds


def in_turn(contenders, rounds, measure):
    """[[measure(contender, round) of each round] of each contender]; the order turns round by round."""
    runs = [[] for _ in contenders]
    for number in range(rounds):
        progress(f"round {number + 1} of {rounds}")
        for position in range(len(contenders)):
            turned = (position + number) % len(contenders)
            runs[turned].append(measure(contenders[turned], number))
    progress("")
    return runs


def progress(words):
    """Replaces what stands on the last line of a terminal; elsewhere says nothing."""
    if sys.stderr.isatty():
        print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)


@dataclasses.dataclass(frozen=True)
class Spread:
    """Median, least and greatest over rounds."""

    median: float
    low: float
    high: float

    def __str__(self):
        return f"{self.median:.3g} ({self.low:.3g}..{self.high:.3g})"


def spread(values):
    return Spread(statistics.median(values), min(values), max(values))


def ratios(values, others):
    """The spread over rounds of value / other."""
    return spread([value / other for value, other in zip(values, others, strict=True)])


def table(title, rows, markdown=False):
    """Rows of equal length as text, the first one their heads; words to the left, the rest to the right."""
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [[row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])] for row in rows]
    if not markdown:
        return "\n".join([title, *("  ".join(line).rstrip() for line in lines)])
    lines.insert(1, ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])])
    return "\n".join([f"{title}:", "", *("| " + " | ".join(line) + " |" for line in lines)])


def machine():
    """This machine in lscpu's words."""
    listing = subprocess.run(["lscpu"], capture_output=True, text=True, check=True, env={"LC_ALL": "C"}).stdout
    words = {}
    for line in listing.splitlines():
        name, _, value = line.partition(":")
        words[name.strip()] = re.sub(r"\s+", " ", value.strip())
    names = ("Model name", "CPU family", "Model", "CPU(s)", "Hypervisor vendor", "L1d cache", "L2 cache", "L3 cache")
    return {name: words[name] for name in names if name in words}


def machine_text():
    return "; ".join(f"{name}: {value}" for name, value in machine().items())


def python_with_numpy():
    """(the first Python that has NumPy, NumPy's version), or (None, None)."""
    for python in dict.fromkeys((sys.executable, shutil.which("python3"), "/usr/bin/python3")):
        if python and os.path.exists(python):
            asked = [python, "-c", "import numpy; print(numpy.__version__)"]
            answer = subprocess.run(asked, capture_output=True, text=True)
            if answer.returncode == 0:
                return python, answer.stdout.strip()
    return None, None


def compiled(source, folder, flags=()):
    """Compiles a C++ file for this machine as one would by hand, and returns the program's path."""
    program = pathlib.Path(folder) / source.stem
    compiler = [os.environ.get("CXX", "c++"), "-std=c++20", "-O3", "-march=native"]
    subprocess.run([*compiler, source, "-o", program, *flags], check=True)
    return program


def clock():
    """Cycles per second of the processor, now."""
    with tempfile.TemporaryDirectory() as folder:
        return float(output_of([compiled(BENCHMARKS / "clock.cpp", folder)])[0])


def require_programs():
    """The programs stand in the build folder, or the user is told how to have them."""
    for program in PROGRAMS:
        if not (driver.BUILD / program).exists():
            raise Failure(f"there is no {program} in the build folder; run scripts/run first, or set QUADRILLE_BUILD")


def count(text):
    """A whole number that may be written 1e7: for argparse."""
    number = float(text)
    if number != int(number) or number < 1:
        raise ValueError(text)
    return int(number)
