"""speedup: what it says, what it refuses, and that it never leaves half of anything. No time is asserted."""

import csv
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import driver

WORK = ["--", "--sizes", "2e5", "--seed", "1"]
LONG = ["--repeats", "1000", "--", "--sizes", "3e8", "--seed", "1"]


class Speedup(driver.ProgramTest):
    def test_rows_are_serial_and_every_team(self):
        outcome = self.assert_done(["./speedup", "--repeats", "6", "--format", "json", *WORK], 3)
        run = outcome.json["run"]
        self.assertEqual([(row["path"], row["processes"]) for row in run["rows"]],
                         [("serial", 1), ("team", 1), ("team", 2), ("team", 3)])
        serial = run["rows"][0]["seconds"]
        for row in run["rows"]:
            self.assertEqual(len(row["times"]), 6)
            self.assertLessEqual(min(row["times"]), row["seconds_low"])
            self.assertLessEqual(row["seconds_low"], row["seconds"])
            self.assertLessEqual(row["seconds"], row["seconds_high"])
            self.assertLessEqual(row["seconds_high"], max(row["times"]))
            self.assertAlmostEqual(row["speedup"], serial / row["seconds"])
            self.assertAlmostEqual(row["efficiency"], row["speedup"] / row["processes"])
            self.assertGreaterEqual(row["imbalance"], 1)
            self.assertEqual(row["ranks_per_processor"], row["processes"] / run["processors"])
            self.assertEqual(row["shares_processors"], row["processes"] > run["processors"])
        self.assertLessEqual(run["recommendation"]["processes"], run["processors"])
        self.assertIn("serial_fraction", run["fits"])

    def test_start_up_begins_with_the_launcher(self):
        command = ["./speedup", "--repeats", "1", "--format", "json", *WORK]
        run = self.assert_done(command, 2).json["run"]
        self.assertGreater(run["launch"], run["seconds"]["startup"])  # mpirun started first
        wrapped = self.assert_done(["sh", "-c", '"$@"; exit', "wrapper", *command], 2).json["run"]
        self.assertGreater(wrapped["launch"], wrapped["seconds"]["startup"])
        alone = self.assert_done(command).json["run"]
        self.assertAlmostEqual(alone["launch"], alone["seconds"]["startup"], delta=0.001)  # two looks at a clock

    def test_the_table_says_what_was_timed(self):
        outcome = self.assert_done(["./speedup", "--repeats", "2", "simulate", "--", "--draws", "500", "--seed", "7"], 2)
        self.assertTrue(outcome.stdout.startswith("simulate --draws 500 --seed 7: each row 2 times, in turn.\n"))
        outcome = self.assert_done(["./speedup", "--repeats", "1", "--seed", "7", "--", "--samples", "20"])
        self.assertTrue(outcome.stdout.startswith("integrate '1/(1+x^2)' --samples 20 --seed 7: each row 1 time,"))
        outcome = self.assert_done(["./speedup", "--repeats", "2", "--", "--sizes", "20", "--repeats", "3", "--seed", "7"])
        self.assertTrue(outcome.stdout.startswith("integrate '1/(1+x^2)' --repeats 3 --sizes 20 --seed 7: each row 2"))

    def test_the_result_is_the_same_for_any_number_of_processes(self):
        command = ["./speedup", "simulate", "--repeats", "1", "--format", "json", "--", "--draws", "2000", "--seed", "1"]
        alone = self.assert_done(command, 1).result
        self.assertEqual(alone["program"], "simulate")
        self.assertEqual(alone["options"], {"draws": "2000", "seed": "1"})
        for ranks in (2, 4):
            self.assertEqual(self.assert_done(command, ranks).result, alone)

    def test_chosen_teams_of_both_programs_by_either_schedule(self):
        for program, work in (("integrate", ["--samples", "300"]), ("simulate", ["--draws", "2000"])):
            for schedule in ("static", "dynamic"):
                command = ["./speedup", program, "--processes", "4,2", "--repeats", "2", "--format", "csv",
                           "--schedule", schedule, "--seed", "1", "--", *work]
                rows = list(csv.DictReader(self.assert_done(command, 4).stdout.splitlines()))
                self.assertEqual([row["processes"] for row in rows], ["serial", "2", "4"])

    def test_growing_work(self):
        outcome = self.assert_done(["./speedup", "--weak", "--repeats", "6", "--format", "json", *WORK], 2)
        run = outcome.json["run"]
        serial, _, two = run["rows"]
        self.assertEqual(run["work"], "grows")
        self.assertAlmostEqual(two["speedup"], 2 * serial["seconds"] / two["seconds"])

    def test_a_team_of_one_has_nothing_to_compare(self):
        outcome = self.assert_done(["./speedup", "--repeats", "1", *WORK])
        self.assertIn("mpirun -np 2", outcome.stdout)

    def test_more_processes_than_processors_are_said(self):
        outcome = self.assert_done(["./speedup", "--repeats", "1", "--format", "json", *WORK], 4)
        run = outcome.json["run"]
        said = any("4 processes share" in sentence for sentence in run["sentences"])
        self.assertEqual(said, run["processors"] < 4)

    def test_others_on_the_processors_are_said(self):
        burners = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count())]
        try:
            for size in (10**6 * 4**step for step in range(6)):  # until it takes a second, sanitized or not
                command = ["./speedup", "--repeats", "5", "--format", "json", "--", "--sizes", str(size)]
                run = self.assert_done(command, 2).json["run"]
                if "others" in run:
                    break
        finally:
            for burner in burners:
                burner.kill()
                burner.wait()
        self.assertGreater(run["others"]["busy"], 0.1)
        self.assertGreater(run["others"]["in_the_way"], 0.1)
        self.assertTrue(any("meant for this job" in note["text"] for note in run["notes"]), run["notes"])

    def test_the_lectures_work_is_outweighed_by_start_up(self):
        # A hundredth of it, even: 5000 points take microseconds, and no process starts in less than ten of them.
        outcome = self.assert_done(["./speedup", "--repeats", "1", "--", "--samples", "100"], 2)
        self.assertIn("Start-up outweighs this work", outcome.stdout)

    def test_help_of_either_program(self):
        self.assertIn("Usage: speedup [PROGRAM]", self.assert_done(["./speedup", "--help"], 2).stdout)
        self.assertIn("Usage: simulate", self.assert_done(["./speedup", "simulate", "--", "--help"], 2).stdout)

    def test_refusals(self):
        cases = [
            (["--processes", "5"], "--processes: there are not 5 processes; start it with mpirun -np 5"),
            (["--processes", "0"], "0 processes cannot run"),
            (["--processes", "1,,2"], "--processes"),
            (["--processes", "1", "--plot", "-"], "--plot: one process makes no curve"),
            (["--weak", "--break-even"], "--weak and --break-even do not go together"),
            (["--break-even", "--", "--sizes", "0"], "--break-even finds no more of no work at all"),
            (["simulate", "--break-even", "--", "--draws", "0"], "--break-even finds no more of no work at all"),
            (["simulate", "--", "/dev/stdin"], "write it to a file, not to '/dev/stdin'"),
            (["--", "--item", "3"], "--item makes no sense"),
            (["--repeats", "0"], "--repeats: 0 repeats are none"),
            (["speed"], "none of integrate, simulate"),
            (["--", "--output", "x.csv"], "--output is for speedup; write it before --"),
            (["simulate", "--", "--draw", "3"], "--draw makes no sense"),
            (["--seed", "1", "--", "--seed", "1"], "--seed is given before and after --"),
            (["--output", "x.txt"], "end it in .csv or .json"),
            (["--samples", "10"], "--samples is for integrate; write it after --, as in `speedup integrate -- --samples`"),
            (["simulate", "--draws=10"], "--draws is for simulate; write it after --"),
            (["--journal", "j"], "--journal makes no sense"),
            (["--", "--processes", "2"], "--processes is for speedup; write it before --"),
            (["simulate", "--", "--repeats", "2"], "--repeats is for speedup; write it before --"),
            (["--wurzel", "2"], "--wurzel: no such option"),
            (["--", "1/0*"], "FORMULA"),
            (["--predict", "64,1"], "--predict: 1 cannot be predicted; write 2 to 10000000 processes"),
            (["--predict", "1e9"], "--predict: 1000000000 cannot be predicted"),
            (["--predict", "64", "--latency", "2"], "--latency: '2' is no latency"),
            (["--predict", "64", "--bandwidth", "10Gb/s"], "--bandwidth: '10Gb/s' is no bandwidth"),
            (["--latency", "2us"], "--latency belongs to --predict"),
            (["--predict", "64", "--weak"], "--predict and --weak exclude each other"),
            (["--predict", "64", "--schedule", "dynamic"], "--predict knows static shares only"),
            (["--", "--sizes", "1e13"], "on 2 processes; ask for fewer --repeats, for less work, or for all of this"),
            (["--repeats", "1e6", "simulate", "--", "--draws", "1e9"], "this would take about"),
        ]

        def check(arguments, says):
            outcome = driver.run(["./speedup", *arguments], 2)
            self.assertEqual((outcome.status, outcome.stdout), (2, ""), outcome)
            self.assertIn(says, outcome.stderr)

        self.each(check, cases)
        self.assert_refused(["./speedup", "--processes", "2"], says="there are not 2 processes")

    def test_one_processor_is_refused_for_break_even(self):
        processor = str(min(os.sched_getaffinity(0)))
        for ranks in (None, 2):
            command = ["taskset", "-c", processor, *driver.launched(["./speedup", "--break-even"], ranks)]
            self.assert_refused(command, says="wants 2 processors, and this job may use 1")

    def test_killing_it_leaves_no_output_and_no_process(self):
        for kill in (self.kill_mpirun, self.kill_a_rank):
            with self.subTest(kill=kill.__name__), tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder, "result.json")
                process = driver.start(driver.launched(["./speedup", "--output", str(path), *LONG], 3))
                ranks = self.wait_for_ranks(path, 3)
                time.sleep(0.5)
                kill(process, ranks)
                stdout, _ = process.communicate(timeout=30)
                self.assertNotEqual(process.returncode, 0)
                self.assertEqual(stdout, "")
                self.assertEqual(os.listdir(folder), [])
                self.wait_until(lambda ranks=ranks: not any(map(self.is_running, ranks)))

    @staticmethod
    def kill_mpirun(process, _):
        process.terminate()

    @staticmethod
    def kill_a_rank(_, ranks):
        os.kill(max(ranks), signal.SIGKILL)

    def wait_for_ranks(self, path, count):
        """Processes of ./speedup whose arguments name the path."""
        found = []

        def all_there():
            found[:] = []
            for entry in pathlib.Path("/proc").glob("[0-9]*"):
                try:
                    words = (entry / "cmdline").read_bytes().split(b"\0")
                except OSError:
                    continue
                if words[0] == b"./speedup" and str(path).encode() in words:
                    found.append(int(entry.name))
            return len(found) == count

        self.wait_until(all_there)
        return list(found)

    @staticmethod
    def is_running(process):
        try:
            stat = pathlib.Path(f"/proc/{process}/stat").read_text()
        except OSError:
            return False
        return stat.rpartition(")")[2].split()[0] not in "ZX"

    @staticmethod
    def wait_until(condition, seconds=30):
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError("it did not come about")
            time.sleep(0.01)

    def test_predictions_begin_at_what_is_measured_and_lose_on_the_way(self):
        command = ["./speedup", "simulate", "--repeats", "2", "--predict", "4,512,65536", "--latency", "5us"]
        work = ["--", "--draws", "1e11", "--seed", "1"]
        said = {}
        for ranks, form in ((None, "csv"), (2, "table")):
            with tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder, "prediction.json")
                said[form] = self.assert_done([*command, "--format", form, "--output", str(path), *work], ranks).stdout
                run = json.loads(path.read_text())["run"]
            rows = run["prediction"]["rows"]
            self.assertEqual([row["processes"] for row in rows], [1, 4, 512, 65536])
            self.assertEqual(run["prediction"]["latency"], 5e-6)
            for row in rows:
                self.assertAlmostEqual(row["speedup"] * row["seconds"] / rows[0]["seconds"], 1)
                self.assertAlmostEqual(sum(row["chain"].values()) / row["seconds"], 1)
                self.assertAlmostEqual(
                    (row["kernels"] + row["waiting"] + row["communication"]) / row["seconds"], 1)
                self.assertGreaterEqual(row["imbalance"], 1)
            self.assertLess(rows[2]["imbalance"], 1.01)
            self.assertLess(rows[3]["efficiency"], rows[2]["efficiency"])
            measured = run["prediction"]["calibration"]["measured"]["rows"][0]  # on less of the work
            self.assertGreater(rows[0]["seconds"], 10 * measured["seconds"])
        table = list(csv.DictReader(said["csv"].splitlines()))
        self.assertEqual([row["processes"] for row in table], ["serial", "4", "512", "65536"])
        self.assertIn("Predicted, not measured", said["table"])

    @unittest.skipIf(len(os.sched_getaffinity(0)) < 2, "break-even wants 2 processors")
    def test_a_launch_that_fails_is_an_error_and_loses_no_timings(self):
        command = ["./speedup", "simulate", "--repeats", "1", "--quiet", "--break-even", "--", "--draws", "100"]
        self.assert_refused(command, says="launches mpirun, which is not on PATH", environment={"PATH": "/nowhere"})
        with tempfile.TemporaryDirectory() as folder:
            mpirun = pathlib.Path(folder, "mpirun")
            mpirun.write_text("#!/bin/sh\necho no host in reach >&2; exit 7\n")
            mpirun.chmod(0o755)
            outcome = driver.run(command, environment={"PATH": f"{folder}:/usr/bin:/bin"})
            self.assertEqual(outcome.status, 3, outcome)
            self.assertRegex(outcome.stderr, "`mpirun -np 2 .*` ended with status 7; it said:\nno host in reach\n")
            self.assertIn("Break-even: not found, for a launch failed.", outcome.stdout)
            self.assertIn("serial", outcome.stdout)
            json_command = [*command[:2], "--format", "json", *command[2:]]
            outcome = driver.run(json_command, environment={"PATH": f"{folder}:/usr/bin:/bin"})
            self.assertEqual(outcome.status, 3, outcome)
            self.assertIn("status 7", outcome.json["run"]["break_even"]["error"])

    @unittest.skipIf(len(os.sched_getaffinity(0)) < 2, "break-even wants 2 processors")
    def test_break_even_lies_between_two_sizes_that_were_tried(self):
        """mpirun is itself up to a million draws, and slow to start; above it has done all the work by magic."""
        threshold = 1_000_000
        command = ["./speedup", "simulate", "--repeats", "1", "--quiet", "--break-even", "--format", "json", "--seed", "1"]
        with tempfile.TemporaryDirectory() as folder:
            mpirun = pathlib.Path(folder, "mpirun")
            mpirun.write_text("#!/bin/bash\n"
                              'for word; do case $word in --draws=*) draws=${word#*=} ;; esac; done\n'
                              f'[ "$draws" -gt {threshold} ] || exec {shutil.which("mpirun")} "$@"\n')
            mpirun.chmod(0o755)
            path = {"PATH": f"{folder}:{os.environ['PATH']}"}
            draws = threshold // 2
            run = self.assert_done([*command, "--", "--draws", str(draws)], environment=path, timeout=240).json["run"]
        found = run["break_even"]
        loses, wins = float(found["loses"]), float(found["wins"])  # 0 or infinite where no size was the other way
        self.assertLess(loses, wins)
        self.assertLessEqual(loses * draws, threshold)
        self.assertGreater(wins * draws, threshold)
        self.assertIn(", launched by mpirun,", found["sentence"])
        for tried in found["tried"]:
            self.assertIn(tried["races"], range(6, 14))
            self.assertTrue(tried["races"] == 13 or tried["faster"] in (1, 2))

    def test_plots(self):
        with tempfile.TemporaryDirectory() as folder:
            for command in (["./speedup", "--repeats", "6", "--plot"], ["./integrate", "--samples", "50", "--plot"]):
                for plot in (f"{folder}/nowhere/a.png", f"{folder}/a.gif", ""):
                    self.assert_refused([*command, plot], says="--plot")
                without = {"PATH": folder, "QUADRILLE_BUILD": None}
                self.assert_refused([*command, f"{folder}/a.png"], says="install gnuplot-nox", environment=without)
            self.assert_done(["./speedup", "--repeats", "6", "--plot", f"{folder}/speedup.svg", *WORK], 2)
            self.assert_done(["./integrate", "--samples", "50", "--plot", f"{folder}/errors.svg"], 2)
            self.assertIn("<svg", pathlib.Path(folder, "speedup.svg").read_text())
            self.assertIn("falls as n^", pathlib.Path(folder, "errors.svg").read_text())
            for ending, first in ((".png", b"\x89PNG"), (".pdf", b"%PDF")):
                self.assert_done(["./integrate", "--samples", "50", "--plot", f"{folder}/errors{ending}"])
                self.assertTrue(pathlib.Path(folder, f"errors{ending}").read_bytes().startswith(first))
            shown = self.assert_done(["./speedup", "--repeats", "6", "--plot", "-", *WORK], 2).stdout
            self.assertIn("Efficiency", shown)

    def test_output_is_a_whole_document(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "result.json")
            self.assert_done(["./speedup", "--repeats", "1", "--output", str(path), *WORK], 2)
            document = json.loads(path.read_text())
            self.assertTrue(document["complete"])
            self.assert_done(["./integrate", "--verify", str(path)])
            self.assertEqual(os.listdir(folder), ["result.json"])


if __name__ == "__main__":
    driver.main()
