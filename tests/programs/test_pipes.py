"""Standard input as FORMULA and MODEL, draws on standard output, tables on a terminal."""

import fcntl
import os
import pathlib
import pty
import subprocess
import sys
import tempfile
import termios
import time

import driver

MODEL = "u ~ uniform(0, 1)\ny = 2*u  # twice \u03c0, nearly\n"


def waiting_in(pipe):
    """How many bytes nobody has read yet."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


class Pipes(driver.ProgramTest):
    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.model = pathlib.Path(self.folder, "model.txt")
        self.model.write_text(MODEL)

    def through(self, text, command, ranks=None):
        """The command with `text` on its standard input, by a pipe."""
        command = " ".join(driver.launched(command, ranks))
        source = pathlib.Path(self.folder, "source")
        source.write_text(text)
        return driver.run(["bash", "-c", f"cat {source} | {command}"])

    def assert_same_result(self, outcome, other):
        self.assertEqual((outcome.status, other.status), (0, 0), outcome)
        self.assertEqual(outcome.result, other.result)

    def test_a_model(self):
        options = ["--seed", "1", "--draws", "1000", "--format", "json"]
        alone = driver.run(["./simulate", self.model, *options])
        for ranks in (None, 1, 3):
            self.assert_same_result(self.through(MODEL, ["./simulate", "-", *options], ranks), alone)

    def test_a_formula(self):
        options = ["--seed", "1", "--sizes", "1000", "--format", "json"]
        alone = driver.run(["./integrate", "x^2 +\n x", *options])
        for ranks in (None, 2):
            self.assert_same_result(self.through("\ufeffx^2 +\n x\r\n", ["./integrate", "-", *options], ranks), alone)

    def test_what_is_wrong_in_it(self):
        for ranks in (None, 2):
            outcome = self.through("x = ln(2)", ["./simulate", "-"], ranks)
            self.assertEqual((outcome.status, outcome.stdout), (2, ""), outcome)
            self.assertIn("standard input:1:5: 'ln' is not a function; write log(x)", outcome.stderr)
            self.assertEqual(self.through("", ["./integrate", "-"], ranks).status, 2)
        self.assertIn("is longer than", self.through("#" * (1 << 21), ["./simulate", "-"]).stderr)
        self.assertIn("can be read once", self.through(MODEL, ["./speedup", "simulate", "--", "-"]).stderr)

    def test_a_draw_that_is_no_number_can_be_had_again(self):
        model = "u ~ uniform(-1, 1)\ny = sqrt(u)"
        outcome = self.through(model, ["./simulate", "-", "--seed", "1", "--draws", "10"])
        command = outcome.stderr.rpartition(": simulate ")[2].split()
        again = self.through(model, ["./simulate", *command])
        self.assertEqual(again.stdout.split()[-2:], ["y", "nan"], again)

    def test_a_slow_reader_who_does_not_let_it_wait(self):
        command = ["./integrate", "--seed", "1", "--format", "csv"]
        whole = driver.run(command).stdout.encode()
        end, start = os.pipe()
        os.set_blocking(start, False)
        capacity = fcntl.fcntl(start, fcntl.F_SETPIPE_SZ, 4096)
        with subprocess.Popen(command, cwd=driver.BUILD, stdout=start, stderr=subprocess.DEVNULL) as program:
            os.close(start)
            while program.poll() is None and waiting_in(end) < capacity:
                time.sleep(0.01)
            with open(end, "rb") as pipe:
                self.assertEqual(pipe.read(), whole)
        self.assertEqual(program.returncode, 0)

    def test_a_journal_keeps_the_text(self):
        options = ["--seed", "1", "--draws", "1000", "--format", "json", "--journal", f"{self.folder}/j"]
        first = self.through(MODEL, ["./simulate", "-", *options])
        self.assert_same_result(self.through(MODEL, ["./simulate", "-", *options], 2), first)
        other = self.through(MODEL.replace("2*u", "3*u"), ["./simulate", "-", *options])
        self.assertEqual(other.status, 2, other)
        self.assertIn("'y=2*u'", other.stderr)
        self.assertIn("'y=3*u'", other.stderr)

    def test_a_file_that_would_be_ignored(self):
        for command in (["./simulate"], ["./integrate"], ["mpirun", "--quiet", "-np", "2", "./simulate"]):
            line = " ".join(command) + f" < {self.model}"
            self.assert_refused(["bash", "-c", line], says=["standard input", "write - "])
        # Scripts read lines of a file, and cron and CI lead pipes and /dev/null there.
        for line in (f"while read line; do ./simulate --draws 10; done < {self.model}",
                     f"cat {self.model} | ./simulate --draws 10", f"./simulate --draws 10 {self.model} < {self.model}",
                     f"./simulate --help < {self.model}"):
            self.assert_done(["bash", "-c", line])
        # at, cron and batch systems may lead the script itself there, which a shell has read.
        for launcher in ("", "mpirun --quiet -np 2 "):
            script = pathlib.Path(self.folder, "script")
            script.write_text(f"{launcher}./simulate --draws 10\n")
            self.assert_done(["bash", "-c", f"sh < {script}"])

    def test_draws_on_standard_output(self):
        file = pathlib.Path(self.folder, "draws.csv")
        options = ["--seed", "1", "--draws", "100000"]
        shown = self.assert_done(["./simulate", *options, "--output", file]).stdout
        for ranks in (None, 1, 2, 3):
            outcome = self.assert_done(["./simulate", *options, "--output", "-"], ranks)
            self.assertTrue(outcome.stdout == file.read_text(), ranks)
            self.assertEqual(outcome.stderr, shown)
        quiet = self.assert_done(["./simulate", *options, "--output", "/dev/stdout", "--quiet"])
        self.assertTrue(quiet.stdout == file.read_text())
        self.assertEqual(quiet.stderr, "")

    def test_a_reader_that_has_seen_enough(self):
        line = "set -o pipefail; ./simulate --seed 1 --draws 1e9 --output - --yes | head -1"
        outcome = self.assert_done(["bash", "-c", line])
        self.assertEqual(outcome.stdout, "draw,alpha,x1,x2,x3,eps,y\n")
        self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome)
        self.assertIn("closed its end", outcome.stderr)

    def test_draws_that_cannot_be_written(self):
        self.assert_refused(["bash", "-c", "./simulate --output - > /dev/full"], says="No space left", status=3)
        os.mkfifo(f"{self.folder}/draws.csv")
        self.assert_refused(["./simulate", "--output", f"{self.folder}/draws.csv"], says=["is a pipe", "--output -"])

    def test_a_table_is_as_wide_as_the_terminal(self):
        def lines(columns):
            control, terminal = pty.openpty()
            process = subprocess.Popen(["./simulate", "--seed", "1", "--draws", "100"], cwd=driver.BUILD, stdout=terminal,
                                       env={**driver.base_environment(), "COLUMNS": str(columns)},
                                       stdin=subprocess.DEVNULL)
            os.close(terminal)
            text = b""
            try:
                while chunk := os.read(control, 4096):
                    text += chunk
            except OSError:
                pass  # the terminal's other end is closed
            os.close(control)
            self.assertEqual(process.wait(), 0)
            return text.decode().splitlines()

        whole, narrow = lines(200), lines(60)
        self.assertEqual(len(whole), 9)
        self.assertLessEqual(max(map(len, narrow)), 60)
        self.assertEqual(sum(line.startswith("alpha ") for line in narrow), 2)


if __name__ == "__main__":
    driver.main()
