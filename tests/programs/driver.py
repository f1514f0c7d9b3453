"""Runs the programs as users do, and says what came back.

    import driver

    class Integrate(driver.ProgramTest):
        def test_the_answer_does_not_depend_on_the_ranks(self):
            alone = driver.run(["./integrate", "--format", "json"])
            self.assertEqual(driver.run(["./integrate", "--format", "json"], ranks=3).result, alone.result)

        def test_a_bound_that_is_no_number_is_refused(self):
            self.assert_refused(["./integrate", "--from", "zero"], says="zero")

    if __name__ == "__main__":
        driver.main()

Registered with quadrille_program_test() (cmake/QuadrillePrograms.cmake). By hand, after a build:
`python3 tests/programs/test_integrate.py`; the build folder is QUADRILLE_BUILD, or build/.
"""

import concurrent.futures
import dataclasses
import difflib
import functools
import json
import os
import pathlib
import signal
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
GOLDENS = HERE / "goldens"
BUILD = pathlib.Path(os.environ.get("QUADRILLE_BUILD", HERE.parents[1] / "build")).resolve()

SANITIZED = os.environ.get("QUADRILLE_SANITIZED") == "1"  # whether the programs were built with the sanitizers
AT_ONCE = 8  # launches of one test; mpirun waits for a second and more where a status is not 0

# Left by a launcher or a batch system around the tests; the programs would take them for their own.
LAUNCHERS = ("OMPI_COMM_", "OMPI_UNIVERSE_", "PMIX_", "PMI_", "SLURM_", "MV2_", "JSM_", "PBS_", "LSB_", "NSLOTS")


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What a command left: exit status (negative: the signal that ended it) and its output as text."""

    command: list
    status: int
    stdout: str
    stderr: str

    @property
    def json(self):
        """Standard output as a JSON document."""
        return json.loads(self.stdout)

    @property
    def result(self):
        """The `result` of that document: what must not depend on the number of processes."""
        return self.json["result"]

    def __str__(self):
        return f"{' '.join(map(str, self.command))}\nstatus {self.status}\n{self.stdout}\n{self.stderr}"


class TimedOut(Exception):
    """The command did not end in time, and was ended."""


def run(command, ranks=None, environment=None, timeout=60, folder=BUILD):
    """Runs `command` in `folder`, under `mpirun -np ranks` unless ranks is None, and returns an Outcome.

    `environment` adds variables, or removes those given as None. `timeout` is in seconds.
    """
    command = launched(command, ranks)
    process = start(command, environment, folder)
    try:
        stdout, stderr = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        stdout, stderr = end(process)
        raise TimedOut(f"no end within {timeout} s: {' '.join(command)}\n{stdout}\n{stderr}") from None
    return Outcome(command, process.returncode, stdout, stderr)


def launched(command, ranks=None):
    """The command line under mpirun. --quiet leaves out mpirun's own lines about an exit status."""
    command = [str(word) for word in command]
    return command if ranks is None else ["mpirun", "--quiet", "-np", str(ranks), *command]


def start(command, environment=None, folder=BUILD):
    """Starts a command line and returns its Popen, for tests that send signals or kill."""
    variables = {**base_environment(), **(environment or {})}
    return subprocess.Popen(
        command,
        cwd=folder,
        env={name: value for name, value in variables.items() if value is not None},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def end(process):
    """Ends a started process; mpirun is asked first, since it alone can end its ranks."""
    process.terminate()
    try:
        return process.communicate(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.communicate()


@functools.cache
def base_environment():
    """The caller's environment without traces of a launcher, with what scripts/mpi-environment adds."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(LAUNCHERS)}
    script = HERE.parents[1] / "scripts" / "mpi-environment"
    listing = subprocess.run(
        ["bash", "-c", '. "$0" && env -0', str(script)], env=clean, check=True, capture_output=True, text=True
    ).stdout
    return dict(entry.split("=", 1) for entry in listing.split("\0") if entry)


class ProgramTest(unittest.TestCase):
    """Assertions about whole runs."""

    maxDiff = None

    def each(self, check, cases):
        """check(*case) for each case, several at the same time: a launch mostly waits. Tells of all that fail."""
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as threads:
            checks = [(case, threads.submit(check, *case)) for case in cases]
        self.assertNotEqual(checks, [])
        for case, checked in checks:
            with self.subTest(case=case):
                checked.result()

    def assert_done(self, command, ranks=None, **options):
        """Status 0; returns the Outcome."""
        outcome = run(command, ranks, **options)
        self.assertEqual(outcome.status, 0, outcome)
        return outcome

    def assert_refused(self, command, ranks=None, says=(), status=2, **options):
        """The status, nothing on stdout, and one line on stderr that holds every text of `says`."""
        outcome = run(command, ranks, **options)
        self.assertEqual(outcome.status, status, outcome)
        self.assertEqual(outcome.stdout, "", outcome)
        self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome)
        self.assertTrue(outcome.stderr.endswith("\n"), outcome)
        for text in [says] if isinstance(says, str) else says:
            self.assertIn(text, outcome.stderr)
        return outcome

    def assert_golden(self, name, text):
        """`text` equals the file goldens/NAME; with --update or QUADRILLE_UPDATE_GOLDENS=1 becomes it."""
        golden = GOLDENS / name
        if os.environ.get("QUADRILLE_UPDATE_GOLDENS") == "1":
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(text, encoding="utf-8")
            return
        expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
        if text != expected:
            lines = difflib.unified_diff(
                expected.splitlines(True), text.splitlines(True), f"goldens/{name}", "this run"
            )
            self.fail(f"not the golden (QUADRILLE_UPDATE_GOLDENS=1 rewrites it)\n{''.join(lines)}")


def main():
    """unittest's main, with --update; a script without tests fails."""
    if "--update" in sys.argv:
        sys.argv.remove("--update")
        os.environ["QUADRILLE_UPDATE_GOLDENS"] = "1"
    program = unittest.main(module="__main__", exit=False)
    sys.exit(0 if program.result.wasSuccessful() and program.result.testsRun > 0 else 1)
