"""slurm/collect.py takes the results of the tasks as they are now, and of no older ones."""

import csv
import os
import pathlib
import shutil
import tempfile

import driver

SLURM = pathlib.Path(__file__).resolve().parents[2] / "slurm"
SIMULATE = "./simulate {} --draws 2e3 --seed 1"
INTEGRATE = "./integrate 'x^2' --config=points.conf --seed 1"


class Collect(driver.ProgramTest):
    """array.sh without Slurm, on one process."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        for script in ("array.sh", "collect.py", "digest.py"):
            shutil.copy(SLURM / script, self.folder)
        for program in ("simulate", "integrate"):
            (self.folder / program).symlink_to(driver.BUILD / program)
        self.write("bin/mpirun", '#!/bin/sh\nexec "$@"\n').chmod(0o755)
        self.write("lab.txt", "y ~ normal(15, 2)\n")
        self.write("with/lab.txt", "y ~ normal(25, 2)\n")
        self.write("with/lab.conf", "# the lab\nmodel = lab.txt # seen from here\nquiet = yes\n")
        self.write("points.conf", "sizes = 1000\n")

    def write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def tasks(self, *lines):
        self.write("tasks.txt", "".join(f"{line}\n" for line in lines))

    def run_task(self, task):
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        environment = {"PATH": path, "SLURM_ARRAY_TASK_ID": str(task)}
        self.assert_done(["bash", "array.sh"], folder=self.folder, environment=environment)

    def collect(self):
        return driver.run(["./collect.py"], folder=self.folder)

    def assert_missing(self, task):
        outcome = self.collect()
        self.assertEqual(outcome.status, 1, outcome)
        self.assertIn(f"--array={task} array.sh", outcome.stderr)

    def means(self):
        self.assert_done(["./collect.py"], folder=self.folder)
        with open(self.folder / "table.csv", newline="", encoding="utf-8") as file:
            return {row["task"]: float(row["value"]) for row in csv.DictReader(file) if "sd" not in row["what"]}

    def test_what_a_task_reads_is_part_of_it(self):
        self.tasks(SIMULATE.format("lab.txt"), SIMULATE.format("--config with/lab.conf"), INTEGRATE)
        for task in range(3):
            self.run_task(task)
        before = self.means()
        changes = [("lab.txt", "y ~ normal(35, 2)\n"), ("with/lab.txt", "y ~ normal(45, 2)\n"),
                   ("points.conf", "sizes = 10\n")]  # fmt: skip
        for task, (name, text) in enumerate(changes):
            self.write(name, text)
            self.assert_missing(task)
            self.run_task(task)
        after = self.means()
        # The same draws of a normal distribution whose mean is 20 more.
        self.assertAlmostEqual(after["0"] - before["0"], 20, places=9)
        self.assertAlmostEqual(after["1"] - before["1"], 20, places=9)
        self.assertNotEqual(after["2"], before["2"])

    def test_what_was_changed_back_is_known_again(self):
        self.tasks(SIMULATE.format("lab.txt"))
        self.run_task(0)
        text = (self.folder / "lab.txt").read_text(encoding="utf-8")
        self.write("lab.txt", text + "z = y^2\n")
        self.assert_missing(0)
        self.write("lab.txt", text)
        self.assertEqual(self.collect().status, 0)
        (self.folder / "lab.txt").unlink()
        self.assert_missing(0)

    def test_lines_end_as_anywhere_and_names_are_of_any_bytes(self):
        name = os.fsdecode(b"lab \xe9.txt")
        (self.folder / name).write_text("y ~ normal(15, 2)\n", encoding="utf-8")
        lines = [SIMULATE.format(f"'{name}'"), SIMULATE.format("lab.txt"), INTEGRATE]
        (self.folder / "tasks.txt").write_bytes(os.fsencode("".join(f"{line}\r\n" for line in lines)))
        for task in range(3):
            self.run_task(task)
        self.assertEqual(self.means()["0"], self.means()["1"])
        (self.folder / name).write_text("y ~ normal(25, 2)\n", encoding="utf-8")
        self.assert_missing(0)

    def test_lines_that_are_no_tasks_and_those_that_cannot_be_run(self):
        words = "./integrate --seed 1 'x --sizes 10"
        self.tasks("# integrals", INTEGRATE, "", "  ", words, "./gone x --seed 1", f"  {INTEGRATE}", "")
        for task in (0, 1, 2, 3, 6, 7):
            self.run_task(task)
        for task, says in ((4, "left open"), (5, "not found"), (8, "no line 9")):
            environment = {"PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "SLURM_ARRAY_TASK_ID": str(task)}
            outcome = driver.run(["bash", "array.sh"], folder=self.folder, environment=environment)
            self.assertEqual(outcome.status, 2, outcome)
            self.assertIn(says, outcome.stdout + outcome.stderr)
        self.assertEqual(len(list(self.folder.glob("results/*.json"))), 2)  # nothing of half a line
        shutil.copy(next(self.folder.glob("results/1-*.json")), self.folder / "results" / (
            "5-" + self.assert_done(["./digest.py", "./gone x --seed 1"], folder=self.folder).stdout.strip() + ".json"))
        outcome = self.collect()
        self.assertEqual(outcome.status, 1, outcome)
        self.assertIn("./gone cannot be started: No such file", outcome.stdout)
        self.assertIn("table.csv lacks 2 of 4 tasks; sbatch --array=4,5 array.sh", outcome.stderr)
        (self.folder / "tasks.txt").unlink()
        outcome = self.collect()
        self.assertEqual(outcome.status, 1, outcome)
        self.assertNotIn("Traceback", outcome.stderr)

    def test_a_table_that_cannot_be_written_leaves_the_older_one(self):
        self.tasks(INTEGRATE)
        self.run_task(0)
        self.means()
        before = (self.folder / "table.csv").read_bytes()
        outcome = driver.run(["bash", "-c", "ulimit -f 0; exec ./collect.py"], folder=self.folder)
        self.assertNotEqual(outcome.status, 0, outcome)
        self.assertEqual((self.folder / "table.csv").read_bytes(), before)


class Digest(driver.ProgramTest):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name, "a file.txt")

    def assert_depends(self, expected, line):
        """Whether the digest of a line is another one when what is in the file is."""
        digests = set()
        for text in ("one", "two"):
            self.file.write_text(text, encoding="utf-8")
            digests.add(self.assert_done([SLURM / "digest.py", line.format(self.file)]).stdout)
        self.assertEqual(len(digests), 2 if expected else 1, line)

    def test_files_that_are_read_count(self):
        for line in ("./simulate '{}'", './simulate --yes "{}"', "./simulate '--config={}'", "./simulate --config '{}'",
                     "./simulate '--model={}'", "./integrate x '--config={}' --plot -"):  # fmt: skip
            self.assert_depends(True, line)

    def test_models_of_configurations_count_however_their_lines_end(self):
        for end in ("\n", "\r\n", "\r"):
            config = self.file.with_name("lab.conf")
            lines = ["\N{BYTE ORDER MARK}# model = other.txt", "seed = 1", f"model\t={self.file.name} # as ever", ""]
            config.write_bytes(end.join(lines).encode())
            self.assert_depends(True, f"./simulate --config '{config}'")

    def test_others_do_not(self):
        for line in ("'{}' --seed 1", "./integrate x --plot '{}'", "./integrate x '--plot={}'", "./integrate x",
                     "./simulate --output '{}'", "./simulate '{}", "./integrate '" + "x + " * 2000 + "x'"):  # fmt: skip
            self.assert_depends(False, line)


if __name__ == "__main__":
    driver.main()
