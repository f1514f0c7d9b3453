"""The driver tells the truth about the commands that it runs. The programs here are lines of shell."""

import pathlib
import tempfile
import time
import unittest.mock

import driver


def shell(line):
    return ["sh", "-c", line]


class Run(driver.ProgramTest):
    def test_status_and_streams_come_back_apart(self):
        outcome = driver.run(shell("echo out; echo err >&2; exit 3"))
        self.assertEqual((outcome.status, outcome.stdout, outcome.stderr), (3, "out\n", "err\n"))

    def test_ranks_run_under_mpirun_even_more_than_processors(self):
        outcome = driver.run(shell("echo $OMPI_COMM_WORLD_RANK of $OMPI_COMM_WORLD_SIZE"), ranks=5)
        self.assertEqual(sorted(outcome.stdout.splitlines()), [f"{rank} of 5" for rank in range(5)])
        self.assertEqual((outcome.status, outcome.stderr), (0, ""))

    def test_mpirun_passes_the_status_on_and_adds_no_words(self):
        outcome = driver.run(shell("exit 2"), ranks=2)
        self.assertEqual((outcome.status, outcome.stdout, outcome.stderr), (2, "", ""))

    def test_traces_of_a_launcher_do_not_reach_the_program(self):
        with unittest.mock.patch.dict("os.environ", {"SLURM_NTASKS": "4", "PMIX_RANK": "1"}):
            driver.base_environment.cache_clear()
            outcome = driver.run(shell("echo ${SLURM_NTASKS-none} ${PMIX_RANK-none}"))
        driver.base_environment.cache_clear()
        self.assertEqual(outcome.stdout, "none none\n")

    def test_variables_can_be_added_and_removed(self):
        outcome = driver.run(shell("echo $ADDED ${HOME-none}"), environment={"ADDED": "yes", "HOME": None})
        self.assertEqual(outcome.stdout, "yes none\n")

    def test_a_command_that_does_not_end_is_ended_with_its_ranks(self):
        with tempfile.TemporaryDirectory() as folder:
            ticking = pathlib.Path(folder) / "ticking"
            with self.assertRaisesRegex(driver.TimedOut, "begun"):
                driver.run(shell(f"echo begun; while :; do touch {ticking}; sleep 0.1; done"), 2, timeout=3)
            ticking.unlink()
            time.sleep(0.5)
            self.assertFalse(ticking.exists())


class Assertions(driver.ProgramTest):
    def test_a_refusal_is_status_2_and_one_line_on_stderr(self):
        self.assert_refused(shell("echo bad word >&2; exit 2"), says=["bad", "word"])
        wrong = {
            "status": "echo bad >&2; exit 3",
            "output": "echo bad >&2; echo out; exit 2",
            "silence": "exit 2",
            "two lines": "echo bad >&2; echo bad >&2; exit 2",
            "half a line": "printf bad >&2; exit 2",
            "other words": "echo good >&2; exit 2",
        }
        for name, line in wrong.items():
            with self.subTest(name), self.assertRaises(AssertionError):
                self.assert_refused(shell(line), says="bad")

    def test_each_case_is_checked_beside_the_others_and_its_failure_is_told(self):
        with tempfile.TemporaryDirectory() as folder:
            one, other = pathlib.Path(folder, "one"), pathlib.Path(folder, "other")

            def meets(own, awaited):
                self.assert_done(shell(f"touch {own}; until [ -e {awaited} ]; do sleep 0.01; done"))

            self.each(meets, [(one, other), (other, one)])
        checked, told = [], unittest.TestResult()

        class Failing(driver.ProgramTest):
            def runTest(self):
                self.each(lambda number: (checked.append(number), self.assertNotIn(number, (2, 3))), [(1,), (2,), (3,)])

        Failing().run(told)
        self.assertEqual(sorted(checked), [1, 2, 3])
        self.assertEqual(["case=(2,)" in str(told.failures[0][0]), "case=(3,)" in str(told.failures[1][0])], [True, True])
        with self.assertRaises(AssertionError):
            self.each(self.assert_done, [])

    def test_done_is_status_0(self):
        self.assertEqual(self.assert_done(shell("echo '{\"result\": [1]}'")).result, [1])
        with self.assertRaises(AssertionError):
            self.assert_done(shell("exit 1"))

    def test_goldens_differ_until_updated(self):
        def updating(switch):
            return unittest.mock.patch.dict("os.environ", {"QUADRILLE_UPDATE_GOLDENS": switch})

        with tempfile.TemporaryDirectory() as folder, updating("0"):
            self.enterContext(unittest.mock.patch.object(driver, "GOLDENS", pathlib.Path(folder)))
            with self.assertRaisesRegex(AssertionError, r"\+one"):
                self.assert_golden("numbers.txt", "one\n")
            with updating("1"):
                self.assert_golden("numbers.txt", "one\n")
            self.assert_golden("numbers.txt", "one\n")
            with self.assertRaisesRegex(AssertionError, "-one\n.two"):
                self.assert_golden("numbers.txt", "two\n")


if __name__ == "__main__":
    driver.main()
