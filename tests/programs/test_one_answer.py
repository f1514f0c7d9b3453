"""One answer: the same result to the bit for any number of processes, schedule and instruction set."""

import itertools
import os
import pathlib
import tempfile

import driver

JOBS = {
    "integrate": ["./integrate", "--sizes", "0:9999:101", "--seed", "1"],
    "integrate-mean": ["./integrate", "exp(-t)*sin(10*t)", "--sizes", "0,1,2,100,1e5", "--estimator", "mean",
                       "--from", "-1", "--to", "pi/2", "--seed", "2"],
    "integrate-stratified": ["./integrate", "log(x)", "--sizes", "1:1e5:log9", "--estimator", "stratified",
                             "--repeats", "3", "--seed", "3"],
    "integrate-trapezoid": ["./integrate", "sqrt(x)", "--sizes", "0,1,7,4095,4096,50000", "--estimator",
                            "trapezoid", "--seed", "4"],
    "integrate-midpoint": ["./integrate", "x^3", "--sizes", "1,10,10000", "--estimator", "midpoint",
                           "--seed", "5"],
    "simulate": ["./simulate", "--seed", "6"],
}
# Under the sanitizers the numbers of ranks need not be many: what they find in memory, three find.
RANKS = (1, 3) if driver.SANITIZED else (1, 2, 3, 4, 7)


def result_text(outcome):
    """The result as it was written, so that not even a digit may differ."""
    return outcome.stdout[: outcome.stdout.index('\n  "run": ')]


class OneAnswer(driver.ProgramTest):
    def test_any_number_of_processes_and_schedule_equals_the_golden(self):
        for name, command in JOBS.items():
            command = [*command, "--format", "json"]
            with self.subTest(job=name):
                alone = result_text(self.assert_done(command))
                self.assert_golden(name + ".json", alone + "\n")
                for ranks, schedule in itertools.product(RANKS, ("static", "dynamic")):
                    outcome = self.assert_done([*command, "--schedule", schedule], ranks)
                    self.assertEqual(result_text(outcome), alone, (ranks, schedule))

    def test_the_lectures_sizes_on_one_to_seven_processes(self):
        command = ["./integrate", "--seed", "1", "--format", "json"]
        alone = self.assert_done(command)
        rows = alone.result["estimates"]
        self.assertEqual([row["samples"] for row in rows], list(range(10000)))
        self.assertAlmostEqual(rows[-1]["estimate"], 0.785398, delta=1e-3)
        for ranks in RANKS[1:]:
            self.assertEqual(result_text(self.assert_done(command, ranks)), result_text(alone), ranks)

    def test_every_instruction_set_equals_the_golden(self):
        version = self.assert_done(["./integrate", "--version"]).stdout
        targets = version.split("(of ")[1].split(";")[0].split()
        self.assertIn("portable", targets)
        for target, (name, command) in itertools.product(targets, JOBS.items()):
            with self.subTest(target=target, job=name):
                outcome = self.assert_done(
                    [*command, "--format", "json"], environment={"QUADRILLE_TARGET": target}, timeout=110)
                self.assertEqual(outcome.json["run"]["target"], target)
                self.assert_golden(name + ".json", result_text(outcome) + "\n")

    def test_a_longer_run_extends_a_shorter_one(self):
        with tempfile.TemporaryDirectory() as folder:
            short, long = pathlib.Path(folder, "short.csv"), pathlib.Path(folder, "long.csv")
            self.assert_done(["./simulate", "--seed", "1", "--draws", "1000", "--output", str(short)])
            self.assert_done(["./simulate", "--seed", "1", "--draws", "3000", "--output", str(long)], 3)
            self.assertTrue(long.read_text().startswith(short.read_text()))

    def test_one_item_and_one_draw_can_be_replayed_alone(self):
        command = ["./integrate", "exp(x)", "--sizes", "10,5000", "--estimator", "mean", "--repeats", "4",
                   "--seed", "9", "--format", "json"]
        alone = [self.assert_done([*command, "--item", str(4 + r)]).result["estimates"][0] for r in range(4)]
        self.assertEqual([row["samples"] for row in alone], [5000] * 4)
        whole = self.assert_done(command).result["estimates"][1]
        self.assertAlmostEqual(whole["estimate"], sum(row["estimate"] for row in alone) / 4, delta=1e-14)
        lecture = self.assert_done(["./integrate", "--seed", "1", "--format", "json"]).result["estimates"]
        item = self.assert_done(["./integrate", "--seed", "1", "--item", "9876", "--format", "json"]).result
        self.assertEqual(item["estimates"], [lecture[9876]])

        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "draws.csv")
            self.assert_done(["./simulate", "--seed", "1", "--draws", "2000", "--output", str(path)], 2)
            header, *rows = [line.split(",") for line in path.read_text().splitlines()]
            one = self.assert_done(["./simulate", "--seed", "1", "--draw", "1999", "--format", "csv"]).stdout
            values = dict(line.split(",")[:2] for line in one.splitlines()[1:])
            self.assertEqual([values[name] for name in header[1:]], rows[1999][1:])

    def test_the_file_of_draws_is_the_same_for_any_number_of_processes(self):
        with tempfile.TemporaryDirectory() as folder:
            contents = []
            for ranks in (None, *RANKS):
                path = pathlib.Path(folder, f"draws-{ranks}.csv")
                self.assert_done(["./simulate", "--seed", "1", "--draws", "50000", "--output", str(path)], ranks)
                contents.append(path.read_bytes())
            self.assertEqual(contents[0].count(b"\n"), 50001)
            for content in contents[1:]:
                self.assertEqual(content, contents[0])
            self.assertEqual(sorted(os.listdir(folder)), sorted(f"draws-{r}.csv" for r in (None, *RANKS)))

    def test_run_says_how_it_came_about(self):
        run = self.assert_done(["./simulate", "--format", "json"], 2).json["run"]
        self.assertEqual(run["processes"], 2)
        self.assertEqual(len(run["hosts"]), 1)
        self.assertGreaterEqual(run["seconds"].keys(), {"startup", "compute", "gather", "total"})
        self.assertGreaterEqual(run["seconds"]["total"], run["seconds"]["compute"])
        self.assertGreaterEqual(run["versions"].keys(), {"quadrille", "mpi", "boost"})

    def test_a_drawn_seed_is_printed_and_repeats_the_run(self):
        first = self.assert_done(["./simulate", "--format", "json"], 2)
        again = self.assert_done(["./simulate", "--format", "json", "--seed", str(first.result["seed"])])
        self.assertEqual(result_text(first), result_text(again))
        self.assertNotEqual(first.result["seed"], self.assert_done(["./simulate", "--format", "json"]).result["seed"])


if __name__ == "__main__":
    driver.main()
