"""The job scripts of slurm/ come to the result of an uninterrupted run, whatever interrupts them."""

import csv
import os
import re
import shutil
import time

import cluster
import driver

SLURM = cluster.ROOT / "slurm"

LONG = []  # options of a job so long that whatever strikes, strikes within


def setUpModule():
    cluster.up(3)
    LONG[:] = ["--draws", draws_of(seconds=5), "--seed", "5", "--yes"]


def draws_of(seconds):
    """How many draws take about so long on one processor of this machine, as it is now."""
    few = 4_000_000
    probe = ["./simulate", "--draws", str(few), "--format", "json"]
    fastest = min(driver.run(probe).json["run"]["seconds"]["compute"] for _ in range(3))
    return str(int(few * max(1, seconds / fastest)))


class JobScripts(cluster.ClusterTest):
    def submit_long_job(self, *options, work=LONG):
        """Submits simulate.sh with this work, and returns its number once finished work is in its journal."""
        self.write_job(*work)
        job = self.submit("-N2", "-n4", *options, "simulate.sh")
        self.wait_for_records()
        return job

    def write_job(self, *options):
        """Writes simulate.sh with these options."""
        script = (SLURM / "simulate.sh").read_text(encoding="utf-8")
        script, count = re.subn(r"^options=.*$", f"options=({' '.join(options)})", script, flags=re.MULTILINE)
        self.assertEqual(count, 1)
        (self.folder / "simulate.sh").write_text(script, encoding="utf-8")

    def wait_for_records(self):
        """Waits until some process has written finished work."""
        deadline = time.monotonic() + 60
        while not any(file.stat().st_size > 1000 for file in self.folder.glob("lab.journal/nodes-*")):
            self.assertLess(time.monotonic(), deadline, self.log())
            time.sleep(0.05)

    def log(self):
        return "\n".join(file.read_text(encoding="utf-8") for file in sorted(self.folder.glob("*.log")))

    def assert_interrupted(self, job):
        """The job goes back to the queue, with its work safe."""
        self.wait_for(job, "PENDING", timeout=240)
        self.assertEqual(self.status().status, 75)

    def status(self):
        return self.run_here("./simulate", "--status", "lab.journal")

    def run_here(self, *command):
        return driver.run(command, folder=self.folder)

    def assert_completes(self, job, work=LONG, ranks=None):
        """The job completes, and its result is that of so many processes that nobody interrupts."""
        self.assertEqual(self.finish(job, timeout=400), ["COMPLETED"], self.log())
        self.assertEqual(self.status().status, 0)
        alone = self.assert_done(["./simulate", *work, "--format", "json"], ranks, timeout=240).stdout
        result = (self.folder / "lab.json").read_text(encoding="utf-8")
        self.assertEqual(cluster.result_text(result), cluster.result_text(alone))

    def test_the_warning_before_the_time_limit(self):
        job = self.submit_long_job()
        self.done("scancel", "--signal=USR1", "--batch", job)  # what --signal=B:USR1@60 does, but now
        self.assert_interrupted(job)
        self.assert_completes(job)

    def test_the_time_limit(self):
        """Slurm looks at limits every half minute, and warns up to so much early: between 1 and 31 s after the start."""
        work = ["--draws", draws_of(seconds=80), "--seed", "5", "--yes"]
        job = self.submit_long_job("--time=1", "--signal=B:USR1@59", work=work)
        self.assert_interrupted(job)
        self.assert_completes(job, work, ranks=2)

    def test_what_mpirun_says_proves_nothing(self):
        self.write_job("--draws", "1e6", "--seed", "5")
        (self.folder / "bin").mkdir()
        liar = self.folder / "bin" / "mpirun"
        liar.write_text(f'#!/bin/sh\n"{shutil.which("mpirun")}" -np 2 "$@"\nexit 137\n', encoding="utf-8")
        liar.chmod(0o755)
        path = {"PATH": f"{liar.parent}:{os.environ['PATH']}"}
        outcome = driver.run(["bash", "simulate.sh"], folder=self.folder, environment=path)
        self.assertEqual(outcome.status, 0, outcome)
        liar.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
        shutil.rmtree(self.folder / "lab.journal")
        (self.folder / "bin" / "scontrol").symlink_to("/bin/echo")
        outcome = driver.run(["bash", "simulate.sh"], folder=self.folder, environment={**path, "SLURM_JOB_ID": "7"})
        self.assertIn("requeue 7", outcome.stdout, outcome)

    def test_preemption(self):
        job = self.submit_long_job("--exclusive", "-N3")
        self.done("srun", "--partition=urgent", "--exclusive", "-N3", "hostname", timeout=240)
        self.assert_interrupted(job)
        self.assert_completes(job)

    def test_a_power_failure(self):
        job = self.submit_long_job("--nodelist=h1,h3")
        cluster.must("crash", "h3")
        self.assert_interrupted(job)
        cluster.must("boot", "h3")
        self.assert_completes(job)

    def test_scancel_is_final_but_loses_nothing(self):
        job = self.submit_long_job()
        self.done("scancel", job)
        self.assertEqual(self.finish(job), ["CANCELLED"], self.log())
        self.assertEqual(self.status().status, 75)
        self.assert_completes(self.submit("-n2", "simulate.sh"))

    def test_another_problem_is_not_taken_for_this_one(self):
        self.write_job("--draws", "1e6", "--seed", "5")
        self.assertEqual(self.finish(self.submit("-n2", "simulate.sh")), ["COMPLETED"], self.log())
        self.write_job("--draws", "1e6", "--seed", "6")
        self.assertEqual(self.finish(self.submit("-n2", "simulate.sh")), ["FAILED"], self.log())
        self.assertIn("seed is", self.log())

    def test_an_array_and_its_table(self):
        for script in ("array.sh", "collect.py", "digest.py"):
            shutil.copy(SLURM / script, self.folder)
        good = [
            ["./integrate", "exp(-x^2)", "--from", "-1", "--to", "pi/2", "--sizes", "10,1e5", "--seed", "1"],
            ["./integrate", "x * sin(x)", "--estimator", "stratified", "--sizes", "1e6", "--seed", "2"],
            ["./simulate", "--draws", "2e5", "--seed", "3"],
        ]
        lines = [" ".join(f"'{word}'" if " " in word or "^" in word else word for word in task) for task in good]
        self.write_tasks([*lines[:2], "./integrate 'sin(x' --seed 1", lines[2]])
        said = self.collect("0-3%3")
        self.assertEqual(said[0], "FAILED", said)
        self.assertIn("task 2 has no complete result: ./integrate 'sin(x' --seed 1", said[1])
        self.assertIn("--array=2 array.sh", said[1])
        self.assert_table({0: good[0], 1: good[1], 3: good[2]})
        # What was asked for has changed: the first task's result is none of the new line's.
        self.write_tasks([lines[0].replace("--seed 1", "--seed 4"), lines[1], lines[2], lines[2]])
        said = self.collect("2")
        self.assertEqual(said[0], "FAILED", said)
        self.assertIn("--array=0 array.sh", said[1])
        said = self.collect("0")
        self.assertEqual(said[0], "COMPLETED", said)
        self.assert_table({0: [*good[0][:-1], "4"], 1: good[1], 2: good[2], 3: good[2]})
        # A result that somebody changed is none.
        for file in (self.folder / "results").glob("1-*.json"):
            file.write_text(re.sub(r'"estimate": \d', '"estimate": 9', file.read_text(encoding="utf-8")), encoding="utf-8")
        outcome = driver.run(["python3", "collect.py"], folder=self.folder)
        self.assertEqual(outcome.status, 1, outcome)
        self.assertIn("task 1 has no complete result", outcome.stdout)

    def write_tasks(self, lines):
        (self.folder / "tasks.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def collect(self, tasks):
        """Submits these tasks and the job that collects; returns its state and what it wrote."""
        job = self.submit(f"--array={tasks}", "array.sh")
        job = self.submit(f"--dependency=afterany:{job}", "--output=collect.log", "collect.py")
        state = self.finish(job, timeout=240)[0]
        return state, (self.folder / "collect.log").read_text(encoding="utf-8")

    def assert_table(self, tasks):
        """table.csv has what each command gives on one process, in order."""
        expected = []
        for task, command in tasks.items():
            result = self.assert_done([*command, "--format", "json"]).result
            numbers = [row["estimate"] for row in result["estimates"]] if "estimates" in result else [
                number for summary in result["variables"].values() for number in (summary["mean"], summary["sd"])
            ]  # fmt: skip
            expected += [(str(task), str(result["seed"]), number) for number in numbers]
        with open(self.folder / "table.csv", newline="", encoding="utf-8") as file:
            rows = [(row["task"], row["seed"], float(row["value"])) for row in csv.DictReader(file)]
        self.assertEqual(rows, expected)


class Texts(driver.ProgramTest):
    def test_the_scripts_share_their_body(self):
        texts = [(SLURM / script).read_text(encoding="utf-8") for script in ("integrate.sh", "simulate.sh", "array.sh")]
        bodies = {text.split("# From here on every job script is the same.")[1] for text in texts}
        self.assertEqual(len(bodies), 1)


if __name__ == "__main__":
    driver.main()
