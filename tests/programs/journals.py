"""What the tests of journals share: jobs that last, folders, faults."""

import functools
import json
import pathlib
import shutil
import signal
import tempfile
import time

import driver


def lasting(seconds, program, option, little, *rest):
    """The command with as much work as lasts about so long on one processor of this machine, in this build."""
    rest = [*rest, "--format", "json", "--yes"]
    probe = [driver.run([program, option, str(little), *rest]).json["run"]["seconds"]["compute"] for _ in range(3)]
    return [program, option, str(int(float(f"{little * max(1, seconds / min(probe)):.1e}"))), *rest]


# Long enough that faults strike within: the first record comes after an eighth of a second on every process.
SHORT_LAB = lasting(2, "./simulate", "--draws", 4_000_000, "--seed", "6")
LAB = lasting(4, "./simulate", "--draws", 4_000_000, "--seed", "6")
REPEATS = lasting(4, "./integrate", "--repeats", 40, "--sizes", "10:1e6:log6", "--estimator", "stratified", "--seed", "3")
ONE_SIZE = lasting(3, "./integrate", "--sizes", 20_000_000, "sin(x)", "--seed", "4")
# mpirun hands SIGTERM and SIGINT on after a second: this lasts longer on three processes, too.
LONG_LAB = lasting(12, "./simulate", "--draws", 4_000_000, "--seed", "6")


def result_text(outcome):
    """The result as it was written."""
    return outcome.stdout[: outcome.stdout.index('\n  "run": ')]


@functools.cache
def uninterrupted(command):
    outcome = driver.run(command, 2, timeout=300)
    assert outcome.status == 0, outcome
    return result_text(outcome)


class JournalTest(driver.ProgramTest):
    """Tests with a folder of their own."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="quadrille-journal-"))
        self.journal = self.folder / "journal"

    def tearDown(self):
        shutil.rmtree(self.folder)

    def assert_done(self, command, ranks=None, timeout=300, **options):
        """With more time: these jobs are long, and a machine may be busy."""
        return super().assert_done(command, ranks, timeout=timeout, **options)

    def uninterrupted(self, command):
        """The text of its result on two processes, once and for all."""
        return uninterrupted(tuple(command))

    def with_journal(self, command, *more, journal=None):
        return [*command, *more, "--journal", str(journal or self.journal)]

    def nodes(self, journal=None):
        """The journal's files of nodes, in order of their names."""
        return sorted((journal or self.journal).glob("nodes-*"))

    def status(self, journal=None):
        """Exit status of --status, and its line."""
        outcome = driver.run(["./simulate", "--status", str(journal or self.journal)])
        return outcome.status, outcome.stdout

    def manifest(self):
        return json.loads((self.journal / "manifest.json").read_text())

    def wait_for_records(self, process, bytes_of_records=1, seconds=30):
        """Until a running job has written that much; fails if it ended before."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if sum(path.stat().st_size for path in self.nodes() if path.exists()) >= bytes_of_records:
                return
            self.assertIsNone(process.poll(), "the job ended before it was struck")
            time.sleep(0.01)
        self.fail("no record was written")

    def interrupted(self, command, ranks, strike):
        """The Outcome of a command that is struck once it has recorded something, and then must end."""
        process = driver.start(driver.launched(command, ranks))
        self.wait_for_records(process)
        strike(process)
        stdout, stderr = process.communicate(timeout=30)
        return driver.Outcome(command, process.returncode, stdout, stderr)


def send(number):
    return lambda process: process.send_signal(number)


KILL = send(signal.SIGKILL)
