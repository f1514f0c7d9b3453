"""Runs a command and checks how it ended: status, time, and what it said.

check_job.py [--status N] [--within SECONDS] [--once TEXT]... [--never TEXT]... -- COMMAND...
"""
import argparse
import subprocess
import sys
import time


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--status", type=int, default=0, help="exit status (default 0)")
    parser.add_argument("--within", type=float, default=30, help="seconds (default 30)")
    parser.add_argument("--once", action="append", default=[], help="text that appears exactly once")
    parser.add_argument("--never", action="append", default=[], help="text that does not appear")
    parser.add_argument("command", nargs="+")
    return parser.parse_args()


def complaints(expected, status, seconds, output):
    if status != expected.status:
        yield f"status {status}, expected {expected.status}"
    if seconds > expected.within:
        yield f"took {seconds:.1f} s, expected at most {expected.within} s"
    for text in expected.once:
        if output.count(text) != 1:
            yield f"{output.count(text)} times, expected once: {text}"
    for text in expected.never:
        if text in output:
            yield f"expected never: {text}"


def main():
    expected = parse()
    start = time.monotonic()
    job = subprocess.run(expected.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    seconds = time.monotonic() - start
    output = job.stdout.decode(errors="replace")
    found = list(complaints(expected, job.returncode, seconds, output))
    if found:
        print("\n".join(found), output, sep="\n--- output ---\n")
    sys.exit(1 if found else 0)


main()
