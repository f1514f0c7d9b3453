"""A few trials of scripts/chaos; and that a trial notices what is wrong."""

import dataclasses
import pathlib
import re
import shutil
import tempfile

import driver
import jobs
import table
from machine import Place
from pace import Pace, fitting
from trial import Trial, Wrong

ROOT = pathlib.Path(__file__).resolve().parents[2]
FACT = {"number": 0, "kind": "requeue", "hosts": 2, "processes": [4, 2], "strikes": 1, "within": 1, "would_last": 21.0,
        "failed": ""}  # fmt: skip


class Trials(driver.ProgramTest):
    def test_a_few(self):
        """Of work that lasts 20 s and more, struck within it; which kinds of faults is fixed by the numbers."""
        outcome = driver.run([ROOT / "scripts" / "chaos", "--trials", "8", "--at-once", "4"], timeout=1000)
        self.assertEqual(outcome.status, 0, outcome)
        counted = re.search(r" 0 failed, (\d+) count", outcome.stdout)
        self.assertTrue(counted and int(counted[1]) >= 8, outcome.stdout)


class Noticing(driver.ProgramTest):
    """What a job may leave, and what a trial says of it."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=driver.BUILD / "tests"))
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "trial-0").mkdir()

    def trial_of(self, name, little):
        """A trial of a short job, done without a fault; and that job."""
        (job,) = [job for job in jobs.catalogue(1) if job.name == name]
        job = jobs.with_result(dataclasses.replace(job, amount=little), self.folder)
        trial = Trial([job], Place(self.folder), 1, 0, 20, {"": 1}, "SIGTERM")
        self.assert_done(trial.command(), 2)
        trial.check_result()
        return trial, job

    def assert_noticed(self, trial, what):
        with self.assertRaisesRegex(Wrong, what):
            trial.check_result()

    def test_wrong_results(self):
        trial, job = self.trial_of("simulate, summary", 1e5)
        right = trial.output.read_text(encoding="utf-8")
        trial.output.write_text(right.replace('"mean": ', '"mean": 1', 1), encoding="utf-8")
        self.assert_noticed(trial, "not that of the uninterrupted run")
        trial.output.write_text(right[:-40], encoding="utf-8")
        self.assert_noticed(trial, "does not say that it is complete|--verify")
        trial.output.write_text(right, encoding="utf-8")
        job.result = job.result.replace("100000", "100001")
        self.assert_noticed(trial, "not that of the uninterrupted run")
        trial.output.unlink()
        self.assert_noticed(trial, "there is no output")

    def test_wrong_draws(self):
        trial, _ = self.trial_of("simulate, draws to a file", 3000)
        rows = trial.output.read_text(encoding="utf-8").splitlines(keepends=True)
        for wrong in (rows[:-1], [*rows, rows[-1]], [*rows[:5], rows[6], rows[5], *rows[7:]]):
            trial.output.write_text("".join(wrong), encoding="utf-8")
            self.assert_noticed(trial, "not that of the uninterrupted run")
        trial.output.write_text("".join(rows), encoding="utf-8")
        (self.folder / "trial-0" / "draws.csv.partial-1").touch()
        self.assert_noticed(trial, "unfinished files left")

    def test_enough_work(self):
        (job,) = [job for job in jobs.catalogue(1) if job.name == "simulate, summary"]
        sizes = [dataclasses.replace(job, seconds=seconds) for seconds in (1, 2, 4)]
        pace = Pace()
        for slowness in (30, 60, 90):
            pace.learn({"job": job.name, "slowness": slowness})
        self.assertEqual(fitting(sizes, job.name, pace.slowness(), 4, 20), (sizes[1], 30))
        self.assertEqual(fitting(sizes, job.name, pace.slowness(), 8, 20), (sizes[2], 30))
        self.assertEqual(fitting(sizes, job.name, pace.slowness(), 8, 200), (sizes[2], 30))

    def test_what_counts(self):
        self.assertTrue(table.counts(FACT, 20))
        self.assertFalse(table.counts({**FACT, "would_last": 19.9}, 20))
        self.assertFalse(table.counts({**FACT, "within": 0}, 20))
        facts = [FACT, {**FACT, "kind": "SIGTERM", "failed": "lost"}]
        self.assertIn("2 trials, 1 failed, 2 count", table.summary(facts, 20))
        self.assertIn("| all | 2 | 2 to 4 | 0/2/0 | 2 | 2 | 2 | 1 | 1 | - |", table.markdown(facts, 20))


if __name__ == "__main__":
    driver.main()
