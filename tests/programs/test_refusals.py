"""Bad input: exit status 2, one message that says what, where and what instead, nothing on stdout."""

import pathlib
import tempfile

import driver


class Refusals(driver.ProgramTest):
    def assert_message(self, command, says, ranks=None, **options):
        """As assert_refused, but the message may show the place below it: a line of source, a line of carets."""
        outcome = driver.run(command, ranks, **options)
        self.assertEqual(outcome.status, 2, outcome)
        self.assertEqual(outcome.stdout, "", outcome)
        lines = outcome.stderr.splitlines()
        self.assertIn(len(lines), (1, 3), outcome)
        self.assertEqual(outcome.stderr.count(pathlib.Path(command[0]).name + ": "), 1, outcome)
        if len(lines) == 3:
            self.assertEqual(set(lines[2]) - set(" ^"), set(), outcome)
        for text in [says] if isinstance(says, str) else says:
            self.assertIn(text, outcome.stderr)

    def test_integrate(self):
        cases = [
            (["nosuch(x)"], "nosuch"),
            (["sinn(x)"], "sin"),
            (["x*y"], ["'x'", "'y'"]),
            (["1/(1+x^2"], "^"),
            ([""], "FORMULA"),
            (["x", "y"], "FORMULA"),
            (["x^2", "0", "1"], "write --from 0 --to 1"),
            (["--sizes", "10", "20"], "write --sizes 10,20"),
            (["-n", "10"], "write --samples N"),
            (["x", "-np", "4"], "write mpirun -np N"),
            (["x", "-seed", "1"], "write --seed N"),
            (["--to", ""], ["--to: the number is missing", "pi/2"]),
            (["ln(x)"], "write log(x)"),
            (["x^2 \u2212 1"], "U+2212"),
            (["--from", "\u22121"], ["--from:1:1", "U+2212"]),
            (["--samples", "1,000"], "write 1000"),
            (["--output", "-"], "--format"),
            (["--from", "nan"], "--from"),
            (["--from", "-inf"], ["--from", "t/(1-t^2)"]),
            (["--to", "1/0"], ["--to", "t/(1-t^2)"]),
            (["--exact", "1/0"], ["--exact", "not finite"]),
            (["--from", "-1e308", "--to", "1e308"], ["too far apart", "in two parts"]),
            (["--to", "1e-320"], ["too close together", "in another unit"]),
            (["--to", "Inf"], ["--to", "t/(1-t^2)"]),
            (["--to", "PI"], "pi is the constant"),
            (["PI^2/6"], ["integrates over 'PI'", "pi is the constant", "another name"]),
            (["NaN"], ["integrates over 'NaN'", "another name"]),
            (["Inf"], ["integrates over 'Inf'", "another name"]),
            (["--sizes", "10", "--plot", "plot.png"], ["--plot", "several with --sizes"]),
            (["--sizes", "1,10", "--plot", "plot.png"], ["--plot", "several with --sizes"]),
            (["--samples", "-1"], ["--samples", "-1"]),
            (["--samples", "1.5"], "--samples"),
            (["--samples", "1e9"], ["5e+17 points", "--sizes 1000000000"]),
            (["--seed", "-1"], ["--seed", "-1"]),
            (["--seed", "1e17"], "--seed"),
            (["--sizes", "1e30"], ["--sizes", "1e30"]),
            (["--sizes", "1e15"], ["--yes"]),
            (["--sizes", "10", "--samples", "10"], "exclude"),
            (["--repeats", "0"], "--repeats"),
            (["--repeats", "2", "--estimator", "midpoint"], ["--repeats", "no randomness", "--estimator"]),
            (["--item", "10000"], "9999"),
            (["--estim", "mean"], "--estimator"),
            (["--estimator", "mena"], "mean"),
            (["--format", "jason"], "json"),
            (["--output", "/nowhere/result.json"], "/nowhere"),
            (["--output", "/tmp"], "--output"),
            (["--output", "result.txt"], ".csv"),
            (["--config", "/nowhere/study.ini"], "/nowhere/study.ini"),
            (["--config", "/dev/zero"], "is it a configuration file?"),
            (["--processes-expected", "2"], "2"),
        ]
        self.each(lambda arguments, says: self.assert_message(["./integrate", *arguments], says), cases)

    def test_a_plot_onto_a_folder(self):
        with tempfile.TemporaryDirectory(suffix=".png") as folder:
            self.assert_refused(["./integrate", "--plot", folder], says=["--plot", "is a directory"])

    def test_a_working_folder_that_is_gone(self):
        gone = ["bash", "-c", 'cd "$1" && rmdir "$1" && shift && exec "$@"', "bash"]

        def check(program, *words):
            self.assert_refused([*gone, tempfile.mkdtemp(), str(driver.BUILD / program), *words],
                                says="change to one that is there")

        self.each(check, [("integrate", "x", "--sizes", "10,20", "--output=result.json"),
                          ("integrate", "x", "--sizes", "10,20", "--plot=plot.png"),
                          ("simulate", "--draws", "10", "--output=draws.csv"),
                          ("simulate", "--draws", "10", "--output=result.json")])

    def test_the_largest_bounds(self):
        """The integral of x / 1e308 from 0 to 1e308 is 5e307."""
        for estimator in ("spacings", "trapezoid", "midpoint", "mean", "stratified"):
            command = ["./integrate", "x/1e308", "--to", "1e308", "--sizes", "1000", "--seed", "1", "--format", "json",
                       "--estimator", estimator]
            result = self.assert_done(command).result
            self.assertAlmostEqual(result["reference"] / 5e307, 1, delta=1e-14)
            self.assertAlmostEqual(result["estimates"][0]["estimate"] / 5e307, 1, delta=6 * 0.58 / 1000**0.5)
            command[1] = "1"
            self.assertAlmostEqual(self.assert_done(command).result["estimates"][0]["estimate"] / 1e308, 1, delta=0.02)

    def test_simulate(self):
        with tempfile.TemporaryDirectory() as folder:
            broken = pathlib.Path(folder, "broken.txt")
            broken.write_text("x ~ normal(0, 1)\ny = x +* 2\n")
            unknown = pathlib.Path(folder, "unknown.txt")
            unknown.write_text("x ~ norml(0, 1)\n")
            own = pathlib.Path(folder, "own.csv")
            own.write_text("x ~ normal(0, 1)\n")
            named = pathlib.Path(folder, "named.txt")
            named.write_text("draw ~ normal(0, 1)\n")
            cases = [
                (["/nowhere/model.txt"], "/nowhere/model.txt"),
                ([folder], folder),
                ([str(broken)], [f"{broken}:2:", "^"]),
                ([str(unknown)], "normal"),
                (["--draws", "-5"], "--draws"),
                (["--draws", "1e15"], "--yes"),
                (["--draws", "1e13", "--yes", "--output", str(pathlib.Path(folder, "d.csv"))], ["PB", "free", "--draws"]),
                (["--draws", "1e13", "--yes", "--output", str(pathlib.Path(folder, "d.csv")), "--journal",
                  str(pathlib.Path(folder, "j"))], ["PB", "free", "--draws"]),
                (["--columns", "z"], "--columns"),
                (["--draw", "-1"], "--draw"),
                (["--output", "/nowhere/draws.csv"], "/nowhere"),
                (["--output", "draws.npz"], ".csv"),
                (["--draw", "3", "--output", "x.json"], ["--draw", "--output"]),
                (["--draw", "3", "--columns", "y"], ["--draw", "--columns"]),
                (["--draw", "5", "--draws", "3"], ["--draw ", "--draws"]),
                (["--draw", "5", "--schedule", "dynamic"], ["--draw ", "--schedule"]),
                (["--print-model", "--output", "x.json"], ["--print-model", "--output"]),
                (["--print-model", "--seed", "1"], ["--print-model", "--seed"]),
                (["--output", "-", "--journal", "j"], ["--output -", "--journal"]),
                (["--output", "-", "--quiet", "--format", "json"], ["--quiet", "--format"]),
                (["-n", "10"], "write --draws N"),
                ([str(named), "--output", "-"], ["draw", "rename"]),
                ([str(own), "--output", str(own)], "overwrite"),
                ([str(named), "--output", str(pathlib.Path(folder, "draws.csv"))], ["draw", "rename"]),
            ]
            self.each(lambda arguments, says: self.assert_message(["./simulate", *arguments], says), cases)

    def test_options_of_another_program(self):
        of_other = {
            "integrate": ["from", "to", "samples", "sizes", "estimator", "exact", "item"],
            "simulate": ["draws", "columns", "draw", "print-model"],
            "speedup": ["weak", "break-even", "predict", "latency", "bandwidth"],
        }
        for program, names in of_other.items():
            text = self.assert_done([f"./{program}", "--help"]).stdout
            for name in names:
                self.assertIn(f"  --{name} ", text)
        self.assert_message(["./integrate", "--columns", "y"], "it is one of simulate")
        self.assert_message(["./integrate", "--draws", "9"], "write --samples N")
        self.assert_message(["./simulate", "--samples", "9"], "write --draws N")
        self.assert_message(["./simulate", "--estimator", "mean"], "it is one of integrate")
        self.assert_message(["./simulate", "--weak"], "it is one of speedup")
        self.assert_message(["./speedup", "integrate", "x^2"], ["one PROGRAM", "after --"])

    def test_one_message_under_mpirun_too(self):
        cases = [
            (["./integrate", "nosuch(x)"], "nosuch"),
            (["./simulate", "/nowhere/model.txt"], "/nowhere/model.txt"),
            (["./simulate", "/dev/stdin"], ["reaches one process alone", "write -"]),
            (["./integrate", "--processes-expected", "5"], "5"),
            (["./integrate", "--sizes", "1e15"], "--yes"),
        ]
        self.each(self.assert_message, [(*case, ranks) for case in cases for ranks in (2, 4)])

    def test_an_unknown_instruction_set(self):
        self.assert_message(["./integrate"], ["QUADRILLE_TARGET", "portable"],
                            environment={"QUADRILLE_TARGET": "avx9"})

    def test_what_is_no_mistake(self):
        for arguments in (["-x^2"], ["-1"], ["--from", "-1"], ["--to", "-pi/2"], ["x", "--exact", "-1/2"]):
            with self.subTest(arguments=arguments):
                self.assert_done(["./integrate", "--samples", "10", *arguments])
        for program in ("./integrate", "./simulate"):
            for request in ("--help", "--version"):
                outcome = self.assert_done([program, request], environment={"SLURM_NTASKS": "4"})
                self.assertEqual(outcome.stderr, "")
        self.assertIn("normal(15, 2)", self.assert_done(["./simulate", "--print-model"]).stdout)


    def test_a_formula_in_a_file_is_shown_there(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "study.ini")
            path.write_text("to = 2\nformula = 2*y +\n")
            self.assert_message(["./integrate", "--config", str(path)], f"{path}:2: formula:1:6: the formula ends")


class NeverSilentlyWrong(driver.ProgramTest):
    def test_several_slurm_tasks_but_a_world_of_one(self):
        in_batch_script = {"SLURM_JOB_ID": "1", "SLURM_NTASKS": "4"}
        under_srun = {**in_batch_script, "SLURM_STEP_NUM_TASKS": "4", "SLURM_PROCID": "0"}
        for program in ("./integrate", "./simulate"):
            self.assert_refused([program], says=["4 tasks", "mpirun"], environment=in_batch_script)
            self.assert_refused([program], says=["4 separate", "srun --mpi=pmix"], environment=under_srun)
            for environment in (in_batch_script, under_srun):
                self.assert_done([program, "--processes-expected", "1"], environment=environment)

    def test_a_launcher_of_another_mpi(self):
        copies = {"PMI_SIZE": "4", "PMI_RANK": "0"}
        self.assert_refused(["./integrate"], says=["4 separate", "mpirun"], environment=copies)
        self.assert_done(["./simulate", "--processes-expected", "1"], environment=copies)
        silent = driver.run(["./integrate"], environment={"PMI_SIZE": "4", "PMI_RANK": "3"})
        self.assertEqual((silent.status, silent.stdout + silent.stderr), (2, ""))

    def test_ranks_that_are_asked_for_different_things(self):
        def check(first, second):
            outcome = driver.run(["mpirun", "--quiet", "-np", "1", *first, ":", "-np", "1", *second])
            self.assertEqual(outcome.status, 2, outcome)
            self.assertEqual(outcome.stdout, "")
            self.assertIn("from rank 0", outcome.stderr)

        work = ["./simulate", "--draws", "10", "--seed", "1"]
        others = (["./simulate", "--version"], ["./simulate", "--help"], ["./simulate", "--print-model"],
                  ["./integrate", "--samples", "10", "--seed", "1"])
        self.each(check, [pair for other in others for pair in ((work, other), (other, work))])

    def test_ranks_with_other_options(self):
        def check(first, second):
            outcome = driver.run(["mpirun", "--quiet", "-np", "1", "./integrate", *first,
                                  ":", "-np", "1", "./integrate", *second])
            self.assertEqual(outcome.status, 2, outcome)
            self.assertEqual(outcome.stdout, "")
            self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome)
            self.assertIn("from rank 0", outcome.stderr)

        one = ["--seed", "1", "--samples", "100"]
        pairs = [(["--samples", "100"], one)]
        for other in (["--seed", "2", "--samples", "100"], [*one, "--schedule", "dynamic"], [*one, "--compare"],
                      [*one, "--estimator", "mean"], ["x^2", *one]):
            pairs += [(one, other), (other, one)]
        self.each(check, pairs)

    def test_ranks_with_other_instruction_sets_agree(self):
        command = ["mpirun", "--quiet", "-np", "1", "-x", "QUADRILLE_TARGET=portable", "./integrate", "--seed", "1",
                   "--samples", "300", "--format", "json", ":", "-np", "1", "./integrate", "--seed", "1",
                   "--samples", "300", "--format", "json"]
        outcome = driver.run(command)
        self.assertEqual(outcome.status, 0, outcome)
        alone = self.assert_done(["./integrate", "--seed", "1", "--samples", "300", "--format", "json"])
        self.assertEqual(outcome.result, alone.result)

    def test_a_rank_is_one_program(self):
        def check(second):
            both = f"./integrate --sizes 10 --seed 1 --format csv --quiet; {second}"
            outcome = driver.run(["sh", "-c", both], ranks=2)
            self.assertEqual(outcome.status, 2, outcome)
            self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome)
            self.assertRegex(outcome.stderr, "^(simulate|integrate): this rank was another program before.*mpirun of its own")

        self.each(check, [("./simulate --draws 10",), ("./integrate --version",)])

    def test_with_our_environment_for_mpirun_our_sentence_is_the_last(self):
        script = driver.HERE.parents[1] / "scripts" / "mpi-environment"

        def check(command, status, says):
            outcome = driver.run(["bash", "-c", f'. "$0"; mpirun -np 2 {command}', str(script)])
            self.assertEqual(outcome.status, status, outcome)
            self.assertIn(says, outcome.stderr.splitlines()[-1])

        self.each(check, [("./integrate --seed -1", 2, "integrate: --seed"),
                          ("sh -c 'kill -9 $$'", 137, "mpirun: ended with status 137")])

    def test_what_is_not_a_number_is_counted_and_can_be_replayed(self):
        command = ["./integrate", "sqrt(x - 0.5)", "--sizes", "100,1000", "--estimator", "mean", "--seed", "1"]
        outcome = self.assert_done([*command, "--format", "json"], 2)
        rows = outcome.result["estimates"]
        self.assertEqual([row["estimate"] for row in rows], ["nan", "nan"])
        self.assertAlmostEqual(rows[1]["nan_count"], 500, delta=80)
        note = next(line for line in outcome.stderr.splitlines() if "not a number" in line)
        self.assertIn("integrate 'sqrt(x - 0.5)'", note)
        replayed = self.assert_done(["bash", "-c", "./" + note.split(": ")[-1] + " --format json"])
        self.assertEqual(replayed.result["estimates"], [rows[0]])

    def test_not_a_number_in_a_model(self):
        with tempfile.TemporaryDirectory() as folder:
            model = pathlib.Path(folder, "model.txt")
            model.write_text("x ~ uniform(-1, 1)\ny = log(x)\n")
            outcome = self.assert_done(["./simulate", str(model), "--seed", "1", "--format", "json"], 3)
            y = outcome.result["variables"]["y"]
            self.assertEqual(y["mean"], "nan")
            self.assertAlmostEqual(y["nan_count"], 50000, delta=800)
            note = next(line for line in outcome.stderr.splitlines() if "not a number" in line)
            replayed = self.assert_done(["bash", "-c", "./" + note.split(": ")[-1]])
            self.assertIn("nan", replayed.stdout)


if __name__ == "__main__":
    driver.main()
