"""Journals: a job that was interrupted in any way goes on, and ends with the bits of an uninterrupted one."""

import itertools
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

import driver
from journals import LAB, ONE_SIZE, REPEATS, SHORT_LAB, JournalTest, KILL, result_text, send


class Resuming(JournalTest):
    def test_killed_again_and_again(self):
        for command in (LAB, REPEATS, ONE_SIZE):
            shutil.rmtree(self.journal, ignore_errors=True)
            expected = self.uninterrupted(command)
            kills = 0
            for ranks in (None, 3, 2, 1, None):
                process = driver.start(driver.launched(self.with_journal(command), ranks))
                self.wait_for_records(process)
                time.sleep(0.1)
                if process.poll() is None:
                    process.kill()
                    kills += 1
                process.communicate()
            self.assertGreaterEqual(kills, 2)
            self.assertEqual(self.status()[0], 75)
            self.assertEqual(result_text(self.assert_done(self.with_journal(command), 4)), expected)
            self.assertEqual(self.status()[0], 0)
            self.assertLessEqual(len(self.nodes()), 4)

    def test_any_number_of_processes_and_schedule_goes_on(self):
        expected = self.uninterrupted(SHORT_LAB)

        def stop_once_both_have_a_record(process):
            while len(self.nodes()) < 2:
                self.assertIsNone(process.poll(), "the job ended before it was struck")
                time.sleep(0.01)
            process.send_signal(signal.SIGUSR1)

        outcome = self.interrupted(self.with_journal(SHORT_LAB), 2, stop_once_both_have_a_record)
        self.assertEqual(outcome.status, 75, outcome)
        stopped = self.folder / "stopped"
        self.journal.rename(stopped)
        for ranks, schedule in itertools.product((1, 2, 3, 4, 7), ("static", "dynamic")):
            shutil.copytree(stopped, self.journal)
            outcome = self.assert_done(self.with_journal(SHORT_LAB, "--schedule", schedule), ranks)
            self.assertIn("going on from about", outcome.stderr)
            self.assertEqual(result_text(outcome), expected, (ranks, schedule))
            shutil.rmtree(self.journal)

    def test_a_rank_that_is_killed(self):
        expected = self.uninterrupted(LAB)

        def kill_a_rank(process):
            ranks = subprocess.run(["pgrep", "-P", str(process.pid), "simulate"], capture_output=True, text=True).stdout
            os.kill(int(ranks.split()[-1]), signal.SIGKILL)

        outcome = self.interrupted(self.with_journal(LAB), 2, kill_a_rank)
        self.assertNotEqual(outcome.status, 0)
        self.assertEqual(self.status()[0], 75)
        self.assertEqual(result_text(self.assert_done(self.with_journal(LAB), 3)), expected)

    def test_a_finished_job_tells_its_result_again_without_work(self):
        command = self.with_journal(LAB)
        first = self.assert_done(command, 2)
        again = self.assert_done(command)
        self.assertEqual(again.json["run"]["seconds"]["compute"], 0)
        self.assertEqual(result_text(again), result_text(first))

    def test_a_drawn_seed_is_the_journals(self):
        command = ["./simulate", "--draws", "2000", "--format", "json"]
        first = self.assert_done(self.with_journal(command))
        self.assertEqual(result_text(self.assert_done(self.with_journal(command), 2)), result_text(first))

    def test_a_longer_run_goes_on_from_a_shorter_one(self):
        cases = [
            (["./simulate", "--seed", "6"], "--draws", (1, 1024, 99999, 100000, 102400, 300001)),
            (["./integrate", "--sizes", "0,1,10,5000,70000", "--estimator", "mean", "--seed", "3"], "--repeats", (1, 2, 7, 30)),
            (["./integrate", "--sizes", "0,10,5000", "--from", "1", "--seed", "3"], "--repeats", (1, 4)),
        ]
        for command, option, extents in cases:
            shutil.rmtree(self.journal, ignore_errors=True)
            command = [*command, "--format", "json"]
            for extent, ranks in zip(extents, itertools.cycle((1, 3, 2))):
                with self.subTest(command=command, extent=extent):
                    fresh = result_text(self.assert_done([*command, option, str(extent)]))
                    extended = self.assert_done(self.with_journal(command, option, str(extent)), ranks)
                    self.assertEqual(result_text(extended), fresh)
                    self.assertEqual(self.status()[0], 0)

    def test_a_longer_run_does_only_what_is_missing(self):
        command = ["./simulate", "--seed", "6", "--format", "json", "--quiet"]
        self.assert_done(self.with_journal(command, "--draws", "5e7"))
        outcome = self.assert_done(self.with_journal(command, "--draws", "5.1e7"))
        whole = self.assert_done([*command, "--draws", "5.1e7"])
        self.assertEqual(result_text(outcome), result_text(whole))
        self.assertLess(outcome.json["run"]["seconds"]["compute"], whole.json["run"]["seconds"]["compute"] / 4)


class Damage(JournalTest):
    """A small job's journal, cut and changed within each part of each record; tests/distribute/damage.cpp does so at
    every byte."""

    JOB = ["./integrate", "--sizes", "0,3,5000,9000", "--repeats", "2", "--estimator", "mean", "--seed", "5", "--format",
           "json", "--quiet"]

    def setUp(self):
        super().setUp()
        self.expected = result_text(self.assert_done(self.JOB))
        self.assert_done(self.with_journal(self.JOB), 2)
        self.whole = self.folder / "whole"
        self.journal.rename(self.whole)

    def resumed(self, journal=None):
        return result_text(self.assert_done(self.with_journal(self.JOB, journal=journal)))

    @staticmethod
    def places(content):
        """A byte of each part of each record (magic, kind, length, payload, checksum; docs/journal.md), the first and the
        last, and every seventieth."""
        begins = [found.start() for found in re.finditer(b"QDRLREC1", content)]
        inner = [begin + at for begin in begins for at in (0, 1, 7, 8, 15, 16, 17, 23, 24, 25, 31)]
        ends = [end - at for end in (*begins[1:], len(content)) for at in (1, 2, 31, 32, 33)]
        return sorted({*inner, *ends, *range(0, len(content), 70)})

    def assert_goes_on(self, damage):
        """From a journal one of whose files is damage(content, at), for each file and each of its places."""
        def check(path, at):
            journal = self.folder / f"{path.name}-{at}"
            shutil.copytree(self.whole, journal)
            (journal / path.name).write_bytes(damage(path.read_bytes(), at))
            self.assertEqual(self.resumed(journal), self.expected)

        self.each(check, [(path, at) for path in self.nodes(self.whole) for at in self.places(path.read_bytes())])

    def test_files_that_were_cut(self):
        self.assert_goes_on(lambda content, size: content[:size])

    def test_bytes_that_were_changed(self):
        self.assert_goes_on(lambda content, at: content[:at] + bytes([content[at] ^ 0x20]) + content[at + 1 :])

    def test_files_that_are_missing(self):
        for missing in self.nodes(self.whole):
            shutil.copytree(self.whole, self.journal)
            (self.journal / missing.name).unlink()
            self.assertEqual(self.resumed(), self.expected)
            shutil.rmtree(self.journal)

    def test_two_runs_over_each_other(self):
        shutil.copytree(self.whole, self.journal)
        for path in self.nodes():
            path.unlink()
        self.assert_done(self.with_journal(self.JOB), 3)
        for path in self.nodes(self.whole):
            shutil.copy(path, self.journal)
        self.assertGreaterEqual(len(self.nodes()), 4)
        self.assertEqual(self.resumed(), self.expected)

    def test_a_damaged_file_is_told_of(self):
        shutil.copytree(self.whole, self.journal)
        path = self.nodes()[0]
        content = path.read_bytes()
        path.write_bytes(content[:-40] + bytes([content[-40] ^ 1]) + content[-39:])
        noisy = [word for word in self.JOB if word != "--quiet"]
        outcome = self.assert_done(self.with_journal(noisy))
        self.assertIn("is damaged after", outcome.stderr)
        self.assertEqual(result_text(outcome), self.expected)

    def test_a_damaged_manifest_is_refused(self):
        shutil.copytree(self.whole, self.journal)
        (self.journal / "manifest.json").write_text("{")
        self.assert_refused(self.with_journal(self.JOB), says=["manifest.json", "damaged"])
        right = (self.whole / "manifest.json").read_text()
        (self.journal / "manifest.json").write_text(re.sub('"seed": "5"', '"seed": "V"', right))
        without_seed = [word for word in self.JOB if word not in ("--seed", "5")]
        self.assert_refused(self.with_journal(without_seed), 2, says="the seed in its manifest.json")


class Refusals(JournalTest):
    def test_another_problem(self):
        command = ["./simulate", "--draws", "2000", "--seed", "7"]
        self.assert_done(self.with_journal(command))
        cases = [
            (["./simulate", "--draws", "2000", "--seed", "8"], "seed is 7 there and 8 here"),
            (["./simulate", "--draws", "1000", "--seed", "7"], "2000 draws, and this asks for fewer"),
            (["./simulate", "--draws", "2000", "--columns", "y"], "columns is alpha,x1,x2,x3,eps,y there and y here"),
            (["./integrate"], "program is simulate there and integrate here"),
        ]
        for other, says in cases:
            for ranks in (None, 3):
                with self.subTest(other=other, ranks=ranks):
                    self.assert_refused(self.with_journal(other), ranks, says=[says, "--journal"])
        self.assertEqual(self.status()[0], 0)

    def test_another_integral(self):
        command = ["./integrate", "x^2", "--sizes", "0:100:10", "--repeats", "3"]
        self.assert_done(self.with_journal(command))
        for more, says in [(["--to", "2"], "to is 1 there and 2 here"),
                           (["--estimator", "mean"], "estimator is spacings there and mean here"),
                           (["--exact", "1/3"], "exact is unknown there and 0.333"),
                           (["--repeats", "2"], "3 repeats, and this asks for fewer"),
                           (["--sizes", "0:99:1"], "sizes is 0 to 100 by 10 there and 0 to 99 here")]:
            words = list(command)
            if more[0] in words:
                at = words.index(more[0])
                del words[at : at + 2]
            self.assert_refused(self.with_journal(words, *more), says=says)

    def test_a_live_journal(self):
        first = driver.start(self.with_journal([*LAB[:2], "1e10", *LAB[3:]]))
        try:
            self.wait_for_records(first)
            self.assertEqual(self.status()[0], 75)
            self.assert_refused(self.with_journal([*LAB[:2], "1e10", *LAB[3:]]), 2,
                                says=[f"is in use by process {first.pid} on host", "since"])
        finally:
            first.kill()
            first.communicate()

    def test_a_folder_whose_name_has_two_lines(self):
        expected = self.uninterrupted(LAB)
        self.journal = self.folder / "two\nlines"
        (self.folder / "two").write_text("another's")
        self.interrupted(self.with_journal(LAB), 2, KILL)
        self.assertIn("going on from about", self.assert_done(self.with_journal(LAB), 2).stderr)
        self.assertEqual(result_text(self.assert_done(self.with_journal(LAB))), expected)
        self.assertEqual((self.folder / "two").read_text(), "another's")

    def test_folders_that_are_none(self):
        (self.folder / "file").write_text("")
        self.assert_refused(["./simulate", "--journal", str(self.folder / "file")], says="not a folder")
        self.assert_refused(["./simulate", "--journal", str(self.folder / "no" / "journal")], 2, says="No such file")
        self.assert_refused(["./simulate", "--journal", "/proc/1"], says="--journal")

    def test_ranks_with_other_journals(self):
        for other in ([], ["--journal", str(self.folder / "b")]):
            outcome = driver.run(["mpirun", "--quiet", "-np", "1", "./simulate", "--journal", str(self.folder / "a"),
                                  ":", "-np", "1", "./simulate", *other])
            self.assertEqual(outcome.status, 2, outcome)
            self.assertIn("differs from rank 0", outcome.stderr)

    def test_a_file_of_another_problem(self):
        self.assert_done(self.with_journal(["./simulate", "--draws", "2000", "--seed", "1"]))
        other = self.folder / "other"
        self.assert_done(self.with_journal(["./simulate", "--draws", "2000", "--seed", "2"], journal=other))
        shutil.copy(self.nodes(other)[0], self.journal)
        self.assert_refused(self.with_journal(["./simulate", "--draws", "2000"]), says="another problem", status=3)


class Draws(JournalTest):
    COMMAND = ["./simulate", "--draws", "2e6", "--seed", "1", "--quiet"]

    def setUp(self):
        super().setUp()
        self.output = self.folder / "draws.csv"
        self.expected = self.folder / "expected.csv"
        self.assert_done([*self.COMMAND, "--output", str(self.expected)], 2)
        self.command = self.with_journal(self.COMMAND, "--output", str(self.output))

    def partial(self):
        return list(self.folder.glob("draws.csv.partial-*"))

    def strike_within_the_file(self, ranks, strike):
        process = driver.start(driver.launched(self.command, ranks))
        end = time.monotonic() + 30
        while time.monotonic() < end and process.poll() is None:
            noted = self.journal / "draws.json"
            if noted.exists() and '"rows": 0' not in noted.read_text() and self.partial()[0].stat().st_size > 2e7:
                break
            time.sleep(0.01)
        self.assertIsNone(process.poll(), "it ended before it was struck")
        strike(process)
        return driver.Outcome(self.command, *reversed((*process.communicate(timeout=30), process.returncode)))

    def test_a_file_that_another_run_replaced_is_written_again(self):
        """Of the same size: 0 or 1 in each row."""
        model = self.folder / "coin.txt"
        model.write_text("u ~ uniform(0, 1)\ncoin = u < 0.5\n")
        tosses = ["./simulate", str(model), "--draws", "2000", "--columns", "coin", "--output", str(self.folder / "d.csv")]
        commands = {seed: [*tosses, "--seed", seed, "--journal", str(self.folder / seed)] for seed in "12"}
        written = {}
        for seed in "1221":
            self.assert_done(commands[seed], 2)
            text = (self.folder / "d.csv").read_text()
            self.assertEqual(written.setdefault(seed, text), text)
        self.assertEqual(len(written["1"]), len(written["2"]))
        self.assertNotEqual(written["1"], written["2"])

    def test_a_file_that_is_not_asked_for_any_more(self):
        self.strike_within_the_file(2, KILL)
        self.assertEqual(len(self.partial()), 1)
        self.assert_done(self.with_journal(self.COMMAND))
        self.assertEqual(self.status()[0], 0)
        self.assertEqual(self.partial(), [])

    def test_a_file_is_gone_on_with(self):
        for ranks, strike in ((None, KILL), (2, send(signal.SIGUSR1)), (None, send(signal.SIGTERM))):
            self.strike_within_the_file(ranks, strike)
            self.assertEqual(len(self.partial()), 1)
            self.assertFalse(self.output.exists())
            status, line = self.status()
            self.assertEqual(status, 75)
            self.assertIn("of 2000000 rows of", line)
            rows = int(re.search(r", (\d+) of 2000000 rows", line)[1])
            self.assertGreater(rows, 0)
            self.assert_done(self.command, 3)
            self.assertEqual(self.output.read_bytes(), self.expected.read_bytes())
            self.assertEqual(self.partial(), [])
            self.output.unlink()
            shutil.rmtree(self.journal)

    def test_a_file_that_was_lost_or_cut_is_begun_anew(self):
        for damage in (lambda path: path.unlink(), lambda path: os.truncate(path, 1000)):
            self.strike_within_the_file(None, KILL)
            damage(self.partial()[0])
            self.assert_done(self.command, 2)
            self.assertEqual(self.output.read_bytes(), self.expected.read_bytes())
            self.assertEqual(self.partial(), [])
            self.output.unlink()
            shutil.rmtree(self.journal)

    def test_a_file_that_was_only_begun_is_not_left(self):
        """Struck before any row was noted."""
        process = driver.start(driver.launched(self.command, 2))
        end = time.monotonic() + 30
        while time.monotonic() < end and not (self.journal / "draws.json").exists():
            time.sleep(0.001)
        KILL(process)
        process.communicate(timeout=30)
        self.assertEqual(len(self.partial()), 1)
        self.assert_done(self.command, 3)
        self.assertEqual(self.output.read_bytes(), self.expected.read_bytes())
        self.assertEqual(self.partial(), [])

    def test_a_whole_file_stays(self):
        self.assert_done(self.command, 2)
        before = self.output.stat()
        self.assert_done(self.command)
        self.assertEqual(self.output.stat().st_ino, before.st_ino)
        self.output.unlink()
        self.assert_done(self.command)
        self.assertEqual(self.output.read_bytes(), self.expected.read_bytes())


class Failing(JournalTest):
    def test_a_folder_that_vanishes(self):
        for ranks in (None, 2):
            command = self.with_journal([*LAB[:2], "1e10", *LAB[3:]])
            outcome = self.interrupted(command, ranks, lambda _: shutil.rmtree(self.journal, ignore_errors=True))
            self.assertEqual(outcome.status, 3, outcome)
            self.assertIn("No such file or directory", outcome.stderr)
            self.assertIn("run the same command again to go on", outcome.stderr)

    def test_a_disk_that_is_full(self):
        """As a limit on the size of files."""
        expected = self.uninterrupted(LAB)
        limited = ["bash", "-c", 'trap "" XFSZ; ulimit -f 2000; exec "$@"', "bash", *self.with_journal(LAB)]
        outcome = driver.run(limited)
        self.assertEqual(outcome.status, 3, outcome)
        self.assertIn("File too large", outcome.stderr)
        self.assertEqual(self.status()[0], 75)
        self.assertEqual(result_text(self.assert_done(self.with_journal(LAB), 2)), expected)


    def test_a_model_is_compared_as_it_is_read(self):
        """Comments in Latin-1, blanks, line ends and the file's name are no part of the problem; a file may be called so."""
        model, output = self.folder / "m.txt", os.fsencode(self.folder) + b"/gr\xf6\xdfe.csv"
        command = self.with_journal(["./simulate", str(model), "--draws", "5000", "--seed", "1", "--format", "json"])
        model.write_bytes(b"# gr\xf6\xdfe\rx ~ normal(0, 1)\ry = x^2\r")
        first = self.assert_done([*command, "--output", os.fsdecode(output)], 2)
        draws = pathlib.Path(os.fsdecode(output)).read_bytes()
        self.assertEqual(draws.count(b"\n"), 5001)
        model.write_bytes(b"\r\n  x~normal( 0,1 ) # a draw\r\n\r\ny = x ^ 2")
        again = self.assert_done([*command, "--output", os.fsdecode(output)])
        self.assertEqual(again.result["variables"], first.result["variables"])
        self.assertEqual(self.status()[0], 0)
        model.write_bytes(b"x ~ normal(0, 1)\ny = x^3")
        self.assert_refused(command, says="another problem")


if __name__ == "__main__":
    driver.main()
