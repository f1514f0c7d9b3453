#!/usr/bin/env python3
# One table of the results of array.sh: table.csv. Names the tasks that have none, and fails if there are any.
#SBATCH --job-name=collect
#SBATCH --ntasks=1
#SBATCH --time=00:10:00
#SBATCH --output=%x-%j.log

import csv
import json
import os
import pathlib
import shlex
import subprocess
import sys

COLUMNS = ("task", "line", "seed", "what", "n", "value", "standard_error", "notes")


def tasks():
    """The lines of tasks.txt, as array.sh reads them; a name in them may be of any bytes."""
    text = os.fsdecode(pathlib.Path("tasks.txt").read_bytes())
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]


def result(task, line):
    """The `result` of a task, or None if there is none that is complete and as it was written."""
    digest = subprocess.run(["./digest.py", line], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    file = pathlib.Path("results", f"{task}-{digest}.json")
    if not file.exists():
        return None
    program = shlex.split(line)[0]
    if subprocess.run([program, "--verify", file], stdout=subprocess.DEVNULL).returncode != 0:
        return None
    return json.loads(file.read_text(encoding="utf-8"))["result"]


def codes(result, where):
    """The codes of the notes on the whole result, and on the place."""
    return " ".join(dict.fromkeys(note["code"] for note in result["notes"] if note["where"] in (None, where)))


def rows(result):
    """(what, n, value, standard error, notes) of each number of a result: integrals by size, variables, reports."""
    if "estimates" in result:
        integral = f"integral of {result['formula']} from {result['from']} to {result['to']}"
        whole = codes(result, None)
        for row in result["estimates"]:
            notes = f"{whole} {row.get('notes', '')}".strip()
            yield integral, row["samples"], row["estimate"], row["standard_error"], notes
        return
    for name, summary in result["variables"].items():
        notes = codes(result, name)
        yield f"mean({name})", result["draws"], summary["mean"], summary["standard_error"], notes
        yield f"sd({name})", result["draws"], summary["sd"], None, notes


def main():
    sys.stdout.reconfigure(errors="replace")
    lines = tasks()
    missing = []
    with open("table.csv.partial", "w", newline="", encoding="utf-8", errors="replace") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for task, line in enumerate(lines):
            if (found := result(task, line)) is None:
                missing.append(task)
                print(f"task {task} has no complete result: {line}")
                continue
            table.writerows((task, line, found["seed"], *row) for row in rows(found))
        file.flush()
        os.fsync(file.fileno())
    os.replace("table.csv.partial", "table.csv")  # whole, or the older one is still there
    if missing:
        array = ",".join(map(str, missing))
        sys.exit(f"table.csv lacks {len(missing)} of {len(lines)} tasks; sbatch --array={array} array.sh runs them")
    print(f"table.csv holds all {len(lines)} tasks")


if __name__ == "__main__":
    main()
