"""What the programs print and write, in each of its forms."""

import csv
import json
import math
import os
import pathlib
import re
import tempfile

import driver


class Reports(driver.ProgramTest):
    def test_integrates_fields(self):
        result = self.assert_done(["./integrate", "--sizes", "0,10,1000", "--seed", "1", "--format", "json"]).result
        self.assertEqual(result["formula"], "1/(1+x^2)")
        self.assertEqual((result["from"], result["to"]), (0, 1))
        self.assertEqual((result["estimator"], result["seed"], result["repeats"]), ("spacings", 1, 1))
        self.assertAlmostEqual(result["reference"], math.pi / 4, delta=1e-15)
        rows = result["estimates"]
        self.assertEqual([row["samples"] for row in rows], [0, 10, 1000])
        self.assertEqual(rows[0]["estimate"], 0)
        for row in rows:
            self.assertEqual(row["error"], row["estimate"] - result["reference"])
            self.assertIsNone(row["low"])

    def test_repeats_have_bias_and_rmse(self):
        command = ["./integrate", "x", "--sizes", "100,1000", "--repeats", "400", "--seed", "1", "--format", "json"]
        result = self.assert_done(command, 2).result
        row = result["estimates"][0]
        # the expectation of `spacings` for f = x on [0, 1]: 1/2 - 3 / ((n + 1) (n + 2))
        self.assertAlmostEqual(row["bias"], -3 / (101 * 102), delta=5 * row["standard_error"])
        self.assertAlmostEqual(row["rmse"] ** 2, row["bias"] ** 2 + row["standard_error"] ** 2 * 399, delta=1e-12)
        self.assertLess(result["order"], -0.8)

    def test_no_points_are_null_but_for_the_lectures_sum(self):
        for estimator in ("trapezoid", "midpoint", "mean", "stratified"):
            command = ["./integrate", "--sizes", "0", "--estimator", estimator, "--format", "json"]
            self.assertIsNone(self.assert_done(command).result["estimates"][0]["estimate"])

    def test_simulates_fields(self):
        result = self.assert_done(["./simulate", "--seed", "1", "--format", "json"], 2).result
        self.assertEqual((result["draws"], result["seed"]), (100000, 1))
        self.assertIn("y = alpha + x1 + 2*x2 + 1/2*x3 + eps", result["model"])
        self.assertEqual(list(result["variables"]), ["alpha", "x1", "x2", "x3", "eps", "y"])
        y = result["variables"]["y"]
        self.assertEqual(y["expected_mean"], 42)
        self.assertEqual(y["expected_sd"], math.sqrt(50))
        self.assertAlmostEqual(y["mean"], 42, delta=5 * y["standard_error"])
        self.assertAlmostEqual(y["sd"], math.sqrt(50), delta=5 * math.sqrt(50 / 2e5))
        self.assertEqual(list(y["quantiles"]), ["0.05", "0.25", "0.5", "0.75", "0.95"])
        self.assertLess(y["min"], y["quantiles"]["0.05"])
        self.assertEqual(list(y["quantile_errors"]), list(y["quantiles"]))
        median = y["quantile_errors"]["0.5"]
        self.assertAlmostEqual(median["standard_error"], math.sqrt(50 * math.pi / 2 / 1e5), delta=0.003)
        self.assertTrue(0 < median["rank_error"] < 0.002)
        self.assertEqual((result["reports"], result["fits"]), ([], []))

    def test_a_model_of_ones_own(self):
        with tempfile.TemporaryDirectory() as folder:
            model = pathlib.Path(folder, "model.txt")
            model.write_text("# two dice, about\nu ~ uniform(0, 6)\nt ~ exponential(3)\ny = u + t\n")
            result = self.assert_done(["./simulate", str(model), "--columns", "y", "--format", "json"], 3).result
            self.assertEqual(list(result["variables"]), ["y"])
            y = result["variables"]["y"]
            self.assertEqual(y["expected_mean"], 6)
            self.assertAlmostEqual(y["expected_sd"], math.sqrt(3 + 9), delta=1e-14)
            self.assertAlmostEqual(y["mean"], 6, delta=5 * y["standard_error"])

    def test_csv_has_every_row_and_json_the_same_numbers(self):
        command = ["./integrate", "--samples", "500", "--seed", "1"]
        rows = list(csv.DictReader(self.assert_done([*command, "--format", "csv"], 2).stdout.splitlines()))
        estimates = self.assert_done([*command, "--format", "json"]).result["estimates"]
        self.assertEqual([float(row["estimate"]) for row in rows], [row["estimate"] for row in estimates])
        self.assertEqual(len(rows), 500)

    def test_the_table_is_short(self):
        table = self.assert_done(["./integrate", "--seed", "1"]).stdout
        self.assertLess(len(table.splitlines()), 35)
        self.assertIn("9999", table)
        self.assertIn("of 10000 sizes", table)

    def test_output_writes_a_file_of_the_named_kind(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("result.json", "result.csv"):
                path = pathlib.Path(folder, name)
                self.assert_done(["./integrate", "--samples", "50", "--output", str(path)], 2)
            document = json.loads(pathlib.Path(folder, "result.json").read_text())
            self.assertEqual(document["run"]["processes"], 2)
            self.assertEqual(len(document["result"]["estimates"]), 50)
            self.assertEqual(len(pathlib.Path(folder, "result.csv").read_text().splitlines()), 51)
            self.assert_done(["./simulate", "--output", str(pathlib.Path(folder, "lab.json"))], 2)
            self.assertEqual(sorted(os.listdir(folder)), ["lab.json", "result.csv", "result.json"])

    def test_a_link_stays_a_link(self):
        with tempfile.TemporaryDirectory() as folder:
            link = pathlib.Path(folder, "link.json")
            real = pathlib.Path(folder, "real.json")
            real.write_text("old")
            link.symlink_to(real)
            self.assert_done(["./integrate", "--samples", "10", "--output", str(link)])
            self.assertTrue(link.is_symlink())
            self.assertEqual(len(json.loads(real.read_text())["result"]["estimates"]), 10)

    def test_standard_output_that_is_full(self):
        for command in ("integrate --help", "simulate --version", "simulate --print-model", "simulate --draw 1",
                        "integrate --samples 10", "simulate --draws 10 --format csv"):
            with self.subTest(command=command):
                outcome = driver.run(["bash", "-c", f"./{command} > /dev/full"])
                self.assertEqual(outcome.status, 3, outcome)
                self.assertIn("standard output", outcome.stderr)

    def test_a_drawn_seed_is_never_lost(self):
        for command in (["./simulate", "--draws", "10"], ["./integrate", "--samples", "10"], ["./simulate", "--draw", "5"]):
            first = self.assert_done([*command, "--format", "csv"])
            seed = re.search(r"--seed (\d+) gives", first.stderr).group(1)
            self.assertEqual(self.assert_done([*command, "--format", "csv", "--seed", seed]).stdout, first.stdout)

    def test_quiet_csv_keeps_the_seed_and_the_notes(self):
        integral = ["./integrate", "x^-0.9", "--sizes", "100,1000", "--estimator", "mean"]
        for command in (integral, ["./simulate", "--draws", "10"], ["./simulate", "--draw", "5"]):
            first = self.assert_done([*command, "--format", "csv", "--quiet"])
            self.assertEqual(first.stderr, "")
            seed = next(csv.DictReader(first.stdout.splitlines()))["seed"]
            self.assertEqual(self.assert_done([*command, "--format", "csv", "--quiet", "--seed", seed], 2).stdout, first.stdout)
        rows = csv.DictReader(self.assert_done([*integral, "--format", "csv", "--quiet", "--seed", "1"]).stdout.splitlines())
        document = self.assert_done([*integral, "--format", "json", "--quiet", "--seed", "1"]).result
        for row, estimate in zip(rows, document["estimates"], strict=True):
            self.assertIn("low-coverage", estimate["notes"].split())
            whole = [note["code"] for note in document["notes"] if note["where"] is None]
            self.assertEqual(row["notes"].split(), whole + estimate["notes"].split())

    def test_a_variables_notes_stand_in_its_row(self):
        with tempfile.TemporaryDirectory() as folder:
            model = pathlib.Path(folder, "model.txt")
            model.write_text("z ~ normal(0, 1)\ny = exp(3*z)\nrare = z > 9\n")
            command = ["./simulate", str(model), "--draws", "1000", "--seed", "1", "--quiet", "--format"]
            rows = csv.DictReader(self.assert_done([*command, "csv"]).stdout.splitlines())
            self.assertEqual([row["notes"] for row in rows], ["", "low-coverage", "all-equal"])
            notes = self.assert_done([*command, "json"]).result["notes"]
            found = [(note["code"], note["kind"], note["where"]) for note in notes]
            self.assertEqual(found, [("low-coverage", "doubt", "y"), ("all-equal", "doubt", "rare")])

    def test_an_order_has_an_interval(self):
        command = ["./integrate", "exp(x)", "--sizes", "16,64,256", "--repeats", "200", "--estimator", "mean", "--seed", "1"]
        self.assertRegex(self.assert_done(command).stdout, r"error falls as n\^-0\.[45]\d+ \(95 % interval: -0\.\d+ to -0\.\d+\)")
        result = self.assert_done([*command, "--format", "json"]).result
        self.assertLess(result["order_low"], result["order"])
        self.assertLess(result["order"], result["order_high"])
        few = self.assert_done(["./integrate", "exp(x)", "--sizes", "100,1000", "--repeats", "3", "--format", "json"]).result
        self.assertEqual((few["order"], few["order_low"], few["order_high"]), (None, None, None))

    def test_one_draw_says_what_it_depends_on(self):
        result = self.assert_done(["./simulate", "--draw", "5", "--seed", "7", "--format", "json"]).result
        self.assertEqual((result["draw"], result["seed"], result["generator"]), (5, 7, "ARS-7 (Random123)"))
        self.assertIn("normal(15, 2)", result["model"])
        self.assertEqual(len(result["digest"]), 32)

    def test_compare_says_whether_the_further_processes_paid(self):
        for program in (["./integrate", "--samples", "10000"], ["./simulate"]):
            outcome = self.assert_done([*program, "--compare"], 2)
            self.assertIn("same to the bit on 1 process and on 2", outcome.stdout)
            self.assertRegex(outcome.stdout, "(paid|did not pay|cannot pay)")
            self.assertRegex(outcome.stdout, r"may use \d+ processor")
            run = self.assert_done([*program, "--compare", "--quiet", "--format", "json"], 2).json["run"]
            self.assertGreater(run["comparison"]["serial"], 0)
            self.assertGreater(run["comparison"]["parallel"], 0)
        self.assertIn("mpirun -np 2", self.assert_done(["./simulate", "--compare"]).stdout)

    def test_json_of_values_that_are_no_numbers(self):
        result = self.assert_done(["./integrate", "1/(x-x)", "--sizes", "10", "--estimator", "mean", "--format",
                                   "json", "--quiet"]).result
        self.assertIn(result["estimates"][0]["estimate"], ("inf", "nan"))

    def test_quiet_is_silent_on_stderr(self):
        self.assertEqual(self.assert_done(["./integrate", "--quiet"], 2).stderr, "")

    def test_a_configuration_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "study.ini")
            path.write_text("formula = x^2\nto = 3\nsizes = 10,20\nseed = 5\nformat = json\n")
            result = self.assert_done(["./integrate", "--config", str(path), "--to", "2"]).result
            self.assertEqual((result["formula"], result["to"], result["seed"]), ("x^2", 2, 5))

    def test_paths_in_a_configuration_are_seen_from_its_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "lab.txt").write_text("b ~ normal(3, 1)\n")
            path = pathlib.Path(folder, "lab.ini")
            path.write_text("\ufeffmodel = lab.txt\noutput = lab.json\nyes = true\nquiet = no\nseed = 1\n")
            result = self.assert_done(["./simulate", "--config", str(path), "--format", "json"]).result
            self.assertEqual(list(result["variables"]), ["b"])
            written = json.loads(pathlib.Path(folder, "lab.json").read_text())["result"]
            self.assertEqual(written, result)


if __name__ == "__main__":
    driver.main()
