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
import subprocess
import sys

COLUMNS = ("task", "line", "seed", "what", "n", "value", "standard_error", "notes")


def told(*arguments):
    """What digest.py says of a line, which also tells its words to array.sh; None if it refuses the line."""
    asked = subprocess.run(["./digest.py", *arguments], stdout=subprocess.PIPE)
    return os.fsdecode(asked.stdout) if asked.returncode == 0 else None


def tasks():
    """(task, line, program) of tasks.txt, as array.sh reads it; a name in it may be of any bytes, a program None."""
    text = os.fsdecode(pathlib.Path("tasks.txt").read_bytes())
    for task, line in enumerate(text.removesuffix("\n").split("\n")):
        line = line.removesuffix("\r")
        if words := told("--words", line):
            yield task, line, words.split("\0")[0]
        elif words is None:
            yield task, line, None


def result(task, line, program):
    """The `result` of a task, or None if there is none that is complete and as it was written."""
    file = pathlib.Path("results", f"{task}-{told(line).strip()}.json")
    if program is None or not file.exists():
        return None
    try:
        if subprocess.run([program, "--verify", file], stdout=subprocess.DEVNULL).returncode != 0:
            return None
    except OSError as error:
        print(f"{program} cannot be started: {error.strerror}")
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
    try:
        lines = list(tasks())
    except OSError as error:
        sys.exit(f"tasks.txt or digest.py cannot be read here: {error}; run this where array.sh was submitted")
    missing = []
    with open("table.csv.partial", "w", newline="", encoding="utf-8", errors="replace") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for task, line, program in lines:
            if (found := result(task, line, program)) is None:
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
