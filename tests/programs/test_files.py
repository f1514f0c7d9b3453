"""Files: what was asked for is delivered or refused before the work; what exists is never damaged by a failure."""

import json
import os
import pathlib
import shutil
import select
import stat
import subprocess
import tempfile
import time
import unittest

import driver

WORK = ["./simulate", "--draws", "3000", "--seed", "1"]
SIZES = ["./integrate", "--sizes", "10,100,1000", "--seed", "1"]


def shell(script, *arguments, folder=driver.BUILD):
    """Runs the script by bash with the arguments as "$@"."""
    return driver.run(["bash", "-c", script, "bash", *map(str, arguments)], folder=folder)


class Files(driver.ProgramTest):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="quadrille-files-"))

    def tearDown(self):
        shutil.rmtree(self.folder)

    def names(self):
        return sorted(os.listdir(self.folder))

    def test_a_reader_that_leaves_does_not_cost_a_file(self):
        result, picture = self.folder / "r.json", self.folder / "p.svg"
        command = ["./integrate", "--sizes", "0:19999:1", "--format", "csv", "--output", result, "--plot", picture]
        outcome = shell('"$@" | head -1; exit ${PIPESTATUS[0]}', *command)
        self.assertEqual(outcome.status, 0, outcome)
        self.assertEqual(outcome.stdout.count("\n"), 1)
        self.assertEqual(len(json.loads(result.read_text())["result"]["estimates"]), 20000)
        self.assertIn("</svg>", picture.read_text())

    def test_a_reader_of_words_that_leaves_does_not_cost_a_file(self):
        result, draws = self.folder / "r.json", self.folder / "d.csv"
        # Standard error is a pipe that nobody reads, from the beginning.
        script = 'exec 3> >(exec < /dev/null); wait $!; "$@" 2>&3'
        outcome = shell(script, *SIZES, "--output", result)
        self.assertEqual(outcome.status, 0, outcome)
        self.assertEqual(len(json.loads(result.read_text())["result"]["estimates"]), 3)
        outcome = shell(script, "./simulate", "--draws", "2e5", "--output", draws)
        self.assertEqual(outcome.status, 0, outcome)
        self.assertEqual(draws.read_text().count("\n"), 200001)
        self.assertEqual(self.names(), ["d.csv", "r.json"])

    def test_a_reader_that_is_slow_gets_all_of_it(self):
        """Also where the pipe does not block, as node.js and ssh leave it."""
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        command = ["./integrate", "--sizes", "0:19999:1", "--format", "csv", "--quiet"]
        with subprocess.Popen(command, stdout=writer, cwd=driver.BUILD) as process:
            os.close(writer)
            select.select([reader], [], [])
            time.sleep(0.1)
            with open(reader, encoding="utf-8") as lines:
                self.assertEqual(lines.read().count("\n"), 20001)
        self.assertEqual(process.returncode, 0)

    def test_a_full_output_does_not_cost_a_file(self):
        result, draws = self.folder / "r.json", self.folder / "d.csv"
        outcome = shell('"$@" > /dev/full', *SIZES, "--output", result)
        self.assertEqual(outcome.status, 3, outcome)
        self.assertIn("standard output could not be written: No space left on device", outcome.stderr)
        self.assertEqual(len(json.loads(result.read_text())["result"]["estimates"]), 3)
        outcome = shell('"$@" > /dev/full', *WORK, "--output", draws)
        self.assertEqual(outcome.status, 3, outcome)
        self.assertEqual(draws.read_text().count("\n"), 3001)

    def test_closed_descriptors(self):
        journal, result = self.folder / "j", self.folder / "r.json"
        outcome = shell('"$@" >&-', *WORK, "--journal", journal, "--output", result)
        self.assertEqual(outcome.status, 3, outcome)
        self.assertIn("standard output could not be written", outcome.stderr)
        self.assertNotIn("variable", (journal / "lock").read_text())
        self.assert_done(["./simulate", "--verify", str(result)])
        shutil.rmtree(journal)
        outcome = shell('"$@" <&- 2>&-', *WORK, "--journal", journal, "--format", "json")
        self.assertEqual(outcome.status, 0, outcome)
        self.assertEqual(json.loads(outcome.stdout)["complete"], True)
        self.assertIn("complete", self.assert_done(["./simulate", "--status", str(journal)]).stdout)

    def test_a_file_of_draws_that_has_no_room_is_not_begun(self):
        """10^15 draws of six numbers take 10^17 bytes: no disk has that."""
        for more in ([], ["--journal", str(self.folder / "j")]):
            self.assert_refused(["./simulate", "--draws", "1e15", "--yes", "--output", str(self.folder / "d.csv"), *more],
                                says=["d.csv", "are free there", "fewer --draws"])
            self.assertNotIn("d.csv", self.names())
        # The journal has not taken the number of draws on: fewer are right.
        self.assert_done([*WORK, "--output", str(self.folder / "d.csv"), "--journal", str(self.folder / "j")])

    def test_a_limit_on_the_size_of_files(self):
        outcome = shell('ulimit -f 64; "$@"', "./simulate", "--draws", "1e5", "--output", self.folder / "d.csv")
        self.assertEqual(outcome.status, 3, outcome)
        self.assertIn("File too large", outcome.stderr)
        self.assertEqual(self.names(), [])
        outcome = shell('ulimit -f 1; "$@"', *SIZES, "--output", self.folder / "r.json")
        self.assertEqual(outcome.status, 3, outcome)
        self.assertEqual(self.names(), [])

    def test_a_picture_that_could_not_be_finished_leaves_the_older_one(self):
        for ending in ("png", "svg", "pdf"):
            picture = self.folder / f"p.{ending}"
            self.assert_done([*SIZES, "--plot", str(picture)])
            before = picture.read_bytes()
            outcome = shell('ulimit -f 2; "$@"', *SIZES, "--plot", picture)
            self.assertEqual(outcome.status, 3, outcome)
            self.assertIn("gnuplot could not draw", outcome.stderr)
            self.assertEqual(picture.read_bytes(), before)
        self.assertEqual(self.names(), ["p.pdf", "p.png", "p.svg"])

    def test_a_picture_is_drawn_where_its_name_says_or_refused(self):
        for name in ("two\nlines.svg", "set output 'it`s`.svg", 'a"\\.svg'):
            self.assert_done(["./integrate", "x +\n x", "--sizes", "10,20", "--plot", str(self.folder / name)])
            self.assertEqual(self.names(), [name])
            os.remove(self.folder / name)
        os.mkfifo(self.folder / "pipe.svg")
        (self.folder / "dangling.svg").symlink_to("nowhere/p.svg")
        (self.folder / "loop.svg").symlink_to("loop.svg")
        for name in ("pipe.svg", "dangling.svg", "loop.svg"):
            self.assert_refused([*SIZES, "--plot", str(self.folder / name)], says=["--plot", "cannot write"])
        self.assertTrue(stat.S_ISFIFO((self.folder / "pipe.svg").stat().st_mode))
        self.assertTrue((self.folder / "loop.svg").is_symlink())

    def test_a_pipe_in_a_journal_is_not_waited_for(self):
        journal = self.folder / "j"
        command = [*SIZES, "--journal", str(journal)]
        self.assert_done(command)
        for pattern in ("manifest.json", "complete.json", "nodes-*"):
            file = next(journal.glob(pattern))
            kept = file.rename(self.folder / "kept")
            os.mkfifo(file)
            for asked in (command, ["./integrate", "--status", str(journal)]):
                outcome = driver.run(asked)
                self.assertIn(outcome.status, (2, 3), outcome)
                self.assertIn("is not a regular file", outcome.stderr)
            file.unlink()
            kept.rename(file)
        self.assert_done(command)

    def test_nothing_is_written_over_what_is_read_or_written(self):
        model, config, journal = self.folder / "m.txt", self.folder / "c.csv", self.folder / "j"
        model.write_text("x ~ normal(0, 1)\n")
        config.write_text("seed = 1\n")
        (self.folder / "link.csv").symlink_to(config)
        os.link(model, self.folder / "hard.csv")
        (self.folder / "picture.json").symlink_to("p.svg")
        here = os.path.relpath(self.folder, driver.BUILD)
        picture = str(self.folder / "p.svg")
        for command in (
            ["./simulate", str(model), "--output", str(self.folder / "hard.csv")],
            ["./simulate", str(model), "--config", str(config), "--output", str(self.folder / "link.csv")],
            ["./simulate", "--config", str(config), "--output", f"{here}/./c.csv"],
            ["./integrate", "--config", str(config), "--output", str(config), "--sizes", "10"],
            ["./integrate", "--sizes", "10,20", "--plot", picture, "--output", f"{here}/picture.json"],
            ["./integrate", "--journal", str(journal), "--output", str(journal / "manifest.json")],
            ["./simulate", "--journal", str(journal), "--output", str(journal / "x" / ".." / "d.csv")],
            ["./simulate", "--journal", str(journal), "--output", str(journal) + ".csv/../j/d.csv"],
            ["./simulate", "--journal", str(journal) + "/", "--output", str(journal / "manifest.json")],
            ["./simulate", "--journal", str(journal) + "/.", "--output", str(journal / "manifest.json")],
        ):
            with self.subTest(command=command):
                before = {name: (self.folder / name).read_bytes() for name in self.names() if name != "picture.json"}
                self.assert_refused(command, says="name a")
                self.assertEqual({name: (self.folder / name).read_bytes() for name in self.names() if name != "picture.json"}, before)
        for command in ([*WORK, "--output"], [*SIZES, "--output"], [*SIZES, "--plot"]):
            file = self.folder / ("s.svg" if "--plot" in command else "s.csv")
            for stream in ("standard output", "standard error"):
                outcome = shell('"${@:2}" "$1" ' + ("> $1" if stream.endswith("output") else "2> $1"), file, *command)
                self.assertEqual(outcome.status, 2, outcome)
                self.assertIn(stream, outcome.stderr + file.read_text())
        outcome = shell('. "$1/scripts/mpi-environment"; mpirun --quiet -np 2 ./simulate --output "$2" > "$2"',
                        driver.HERE.parents[1], self.folder / "s.csv")
        self.assertEqual(outcome.status, 2, outcome)
        self.assert_refused(["./speedup", "simulate", "--output", str(self.folder / "hard.csv"), "--", str(model)],
                            says="overwrite")
        for ranks in ("", "mpirun --quiet -np 2 "):
            outcome = shell(f'. "$1/scripts/mpi-environment"; command {ranks}./simulate - --output "$2" < "$2"'
                            if ranks else './simulate - --output "$2" < "$2"', driver.HERE.parents[1], self.folder / "hard.csv")
            self.assertEqual(outcome.status, 2, outcome)
            self.assertIn("standard input", outcome.stderr)
        # A link to a folder that is made only now; the journal is not begun, and so not damaged.
        (self.folder / "linked").symlink_to("j")
        (self.folder / "twice").symlink_to(self.folder / "linked")
        for link in ("linked", "twice"):
            self.assert_refused([*SIZES, "--journal", str(journal), "--output", str(self.folder / link / "manifest.json")],
                                says="own folder")
            self.assert_refused([*SIZES, "--journal", str(self.folder / link), "--output", str(journal / "r.json")],
                                says="own folder")
        self.assertFalse(journal.exists())
        # Beside the journal's folder, with its name as a beginning, is elsewhere.
        self.assert_done([*WORK, "--journal", str(journal), "--output", str(journal) + "-draws.csv"])

    def test_a_file_keeps_its_mode_and_links_their_targets(self):
        result = self.folder / "r.json"
        result.write_text("older")
        for mode in (0o600, 0o640, 0o664):
            result.chmod(mode)
            self.assert_done([*SIZES, "--output", str(result)])
            self.assertEqual(stat.S_IMODE(result.stat().st_mode), mode)
        draws = self.folder / "d.csv"
        draws.write_text("older")
        draws.chmod(0o600)
        self.assert_done([*WORK, "--output", str(draws)], 2)
        self.assertEqual(stat.S_IMODE(draws.stat().st_mode), 0o600)

        (self.folder / "sub").mkdir()
        for name, target in (("a.json", "sub/a.json"), ("b.json", "a2.json"), ("d2.csv", "sub/d.csv")):
            (self.folder / name).symlink_to(target)
        (self.folder / "a2.json").symlink_to("sub/b.json")
        for name, command in (("a.json", SIZES), ("b.json", SIZES), ("d2.csv", WORK)):
            self.assert_done([*command, "--output", str(self.folder / name)])
            self.assertTrue((self.folder / name).is_symlink())
        self.assertEqual(sorted(os.listdir(self.folder / "sub")), ["a.json", "b.json", "d.csv"])

        picture = self.folder / "p.svg"
        picture.symlink_to("sub/p.svg")
        self.assert_done([*SIZES, "--plot", str(picture)])
        self.assertTrue(picture.is_symlink())
        (self.folder / "sub" / "p.svg").chmod(0o600)
        self.assert_done([*SIZES, "--plot", str(picture)])
        self.assertEqual(stat.S_IMODE(picture.stat().st_mode), 0o600)

    @unittest.skipIf(os.geteuid() != 0, "only root may give files away")
    def test_a_file_keeps_its_owner(self):
        for name, command in (("r.json", [*SIZES, "--output"]), ("d.csv", [*WORK, "--output"]), ("p.svg", [*SIZES, "--plot"])):
            file = self.folder / name
            file.write_text("older")
            file.chmod(0o640)
            os.chown(file, 12345, 54321)
            self.assert_done([*command, str(file)])
            after = file.stat()
            self.assertEqual((after.st_uid, after.st_gid, stat.S_IMODE(after.st_mode)), (12345, 54321, 0o640))

    def test_names_as_long_as_names_may_be(self):
        for command, ending in ((SIZES, ".json"), (WORK, ".csv")):
            for length in (240, 249, 255):
                name = "x" * (length - len(ending)) + ending
                self.assert_done([*command, "--output", str(self.folder / name)])
                self.assertEqual(self.names(), [name])
                os.remove(self.folder / name)
        name = "x" * 251 + ".svg"
        self.assert_done([*SIZES, "--plot", str(self.folder / name)])
        self.assertEqual(self.names(), [name])


if __name__ == "__main__":
    driver.main()
