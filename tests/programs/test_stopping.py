"""Stopping well: signals and --max-time, with a journal and without."""

import os
import re
import shutil
import signal
import subprocess
import time

import driver
from journals import LAB, LONG_LAB, SHORT_LAB, JournalTest, result_text, send

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1, signal.SIGUSR2)


class Stopping(JournalTest):
    def test_each_signal(self):
        # mpirun makes 1 of the status after SIGTERM and SIGINT, and kills who has not left in a second.
        late = (signal.SIGTERM, signal.SIGINT)
        cases = [(number, None, 75, SHORT_LAB) for number in (*SIGNALS, signal.SIGXCPU)]
        cases += [(number, 3, 75, LAB) for number in SIGNALS if number not in late]
        cases += [(number, 3, 1, LONG_LAB) for number in late]
        for number, ranks, status, job in cases:
            with self.subTest(signal=number, ranks=ranks):
                shutil.rmtree(self.journal, ignore_errors=True)
                command = self.with_journal(job)
                outcome = self.interrupted(command, ranks, send(number))
                lines = outcome.stderr.splitlines()
                said = [line for line in lines if "stopped by" in line]
                self.assertEqual(len(said), 1, outcome)
                self.assertRegex(said[0], r"with about [\d.]+ % of the work in the journal .*; run the same command again")
                self.assertEqual(outcome.stdout, "")
                self.assertEqual(outcome.status, status, outcome)
                self.assertEqual(self.status()[0], 75)
                self.assertEqual(result_text(self.assert_done(command, 2)), self.uninterrupted(job))

    def test_one_rank_that_is_signalled_stops_all(self):
        def signal_the_last(process):
            ranks = subprocess.run(["pgrep", "-P", str(process.pid), "simulate"], capture_output=True, text=True).stdout
            os.kill(int(ranks.split()[-1]), signal.SIGUSR1)

        outcome = self.interrupted(self.with_journal(LAB), 4, signal_the_last)
        self.assertEqual(outcome.status, 75, outcome)
        self.assertIn("stopped by SIGUSR1", outcome.stderr)

    def test_a_signal_while_mpi_starts(self):
        """Rank 0 waits in MPI_Init for the other, which sleeps."""
        configuration = self.folder / "job.conf"
        configuration.write_text(f"journal = {self.journal}\n")
        for command in (self.with_journal(LAB), [*LAB, "--config", str(configuration)]):
            with self.subTest(command=command):
                shutil.rmtree(self.journal, ignore_errors=True)
                self.signal_while_mpi_starts(command)
                self.assertEqual(self.status()[0], 75)

        # Without a journal it ends the process, as ever.
        configuration.write_text("draws = 1e9\n")
        process = driver.start(["./simulate", "--config", str(configuration), "--yes"])
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)
        self.assertEqual(process.returncode, -signal.SIGTERM)

    def signal_while_mpi_starts(self, command):
        late = ["bash", "-c", 'sleep 2; exec "$@"', "bash", *command]
        process = driver.start(["mpirun", "--quiet", "-np", "1", *command, ":", "-np", "1", *late])
        rank_0 = None
        while not rank_0:
            found = subprocess.run(["pgrep", "-P", str(process.pid), "simulate"], capture_output=True, text=True)
            rank_0 = found.stdout.split()
        time.sleep(0.5)
        self.assertFalse(self.journal.exists())
        os.kill(int(rank_0[0]), signal.SIGUSR1)
        _, stderr = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 75, stderr)
        self.assertIn("stopped by SIGUSR1", stderr)

    def test_time_that_is_up(self):
        for ranks in (None, 2):
            shutil.rmtree(self.journal, ignore_errors=True)
            outcome = driver.run(self.with_journal(LAB, "--max-time", "0.6s"), ranks)
            self.assertEqual(outcome.status, 75, outcome)
            self.assertIn("stopped by --max-time, with about", outcome.stderr)
        said = float(re.search(r"about ([\d.]+) % of the work in the journal", outcome.stderr)[1])
        shown = float(re.search(r"about ([\d.]+) % of the work", self.status()[1])[1])
        self.assertLessEqual(abs(said - shown), 1)

    def test_the_search_for_a_reference_ends_and_heeds_stops(self):
        """A formula of 3000 jumps: the search gives up after the same points everywhere, or stops the job."""
        jumps = " + ".join(f"(x > {(i + 0.37) / 3000:.6f})" for i in range(3000))
        command = ["./integrate", jumps, "--sizes", "10", "--seed", "1", "--format", "json"]
        for ranks in (None, 2):
            shutil.rmtree(self.journal, ignore_errors=True)
            outcome = driver.run(self.with_journal(command, "--max-time", "0.02s"), ranks)
            self.assertEqual(outcome.status, 75, outcome)
            self.assertEqual(outcome.stdout, "")
            self.assertIn("stopped by --max-time, with all that was done before in the journal", outcome.stderr)
        done = self.assert_done(self.with_journal(command), None)
        self.assertIsNone(done.result["reference"])
        self.assertEqual(done.result["estimates"][0]["samples"], 10)

    def test_a_second_interrupt_ends_at_once(self):
        process = driver.start(["./simulate", "--draws", "1e10", "--journal", str(self.journal), "--yes"])
        self.wait_for_records(process)
        process.send_signal(signal.SIGSTOP)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGCONT)
        time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)
        self.assertIn(process.returncode, (75, -signal.SIGINT))
        self.assertEqual(self.status()[0], 75)

    def test_without_a_journal_signals_do_what_they_do(self):

        def check(number):
            folder = self.folder / number.name
            folder.mkdir()
            process = driver.start(["./simulate", "--draws", "3e7", "--output", str(folder / "draws.csv"), "--quiet"])
            end = time.monotonic() + 30
            while not list(folder.glob("draws.csv.partial-*")) and time.monotonic() < end:
                time.sleep(0.01)
            time.sleep(0.1)
            process.send_signal(number)
            process.communicate(timeout=10)
            self.assertEqual(process.returncode, -number)
            self.assertEqual(os.listdir(folder), [])

        numbers = (*SIGNALS, signal.SIGHUP, signal.SIGQUIT, signal.SIGALRM, signal.SIGXCPU)
        self.each(check, [(number,) for number in numbers])

    def test_a_model_that_is_waited_for(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            command = ["./simulate", "-", "--journal", str(self.journal)]
            with subprocess.Popen(command, cwd=driver.BUILD, stdin=subprocess.PIPE) as process:
                time.sleep(0.3)
                process.send_signal(number)
                self.assertEqual(process.wait(timeout=20), -number)

    def test_time_needs_a_journal(self):
        self.assert_refused(["./simulate", "--max-time", "5m"], says=["--max-time", "--journal"])


if __name__ == "__main__":
    driver.main()
