"""scripts/compare-peers measures every contender that can run here, and names those that cannot."""

import json
import pathlib
import tempfile

import driver

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts/compare-peers"
LITTLE = ["--samples", "50", "--draws", "1000", "--rounds", "2"]


class ComparePeers(driver.ProgramTest):
    def test_every_contender_is_measured_or_named_as_absent(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "times.json"
            printed = self.assert_done([SCRIPT, *LITTLE, "--target", "portable", "--json", file]).stdout
            document = json.loads(file.read_text())
        print("".join(f"NOT COMPARED: {words}\n" for words in document["absent"]), end="", flush=True)
        self.assertEqual((document["rounds"], document["processes"]), (2, [1, 2]))
        self.assertEqual(list(document["jobs"]), ["integrate", "simulate"])
        absent = {words.split(":")[0] for words in document["absent"]}
        self.assertLessEqual(absent, {"NumPy", "GSL"})
        for job, numbers in {"integrate": 50 * 49 // 2, "simulate": 1000}.items():
            self.assertIn(f"{job}, {numbers} ", printed)
            self.assertEqual(document["jobs"][job]["numbers"], numbers)
            self.check_contenders(document["jobs"][job]["contenders"], absent)
        for name in absent:
            self.assertIn(f"NOT COMPARED: {name}: ", printed)

    def check_contenders(self, rows, absent):
        self.assertEqual(rows[0]["compute"]["ratio"]["median"], 1)
        names = [(row["name"], row["processes"]) for row in rows]
        self.assertEqual(len(set(names)), len(names))
        for expected, times in {"Quadrille": 4, "NumPy": 4, "naive C++": 1, "GSL": 1}.items():
            count = sum(name.startswith(expected) for name, _ in names)
            # where `portable` is the machine's own instruction set, it is not measured twice
            self.assertIn(count, {0} if expected in absent else {2, 4} if expected == "Quadrille" else {times})
        for row in rows:
            for kind in ("compute", "whole"):
                times = row[kind]
                self.assertEqual(len(times["runs"]), 2)
                self.assertEqual(times["seconds"]["low"], min(times["runs"]))
                self.assertEqual(times["seconds"]["high"], max(times["runs"]))
                self.assertGreater(times["ratio"]["median"], 0)
            self.assertLess(row["compute"]["seconds"]["low"], row["whole"]["seconds"]["high"])

    def test_markdown_and_one_job(self):
        command = [SCRIPT, "simulate", *LITTLE, "--rounds", "1", "--processes", "1", "--markdown"]
        lines = self.assert_done(command).stdout.splitlines()
        self.assertEqual(lines[0], "simulate, 1000 draws:")
        rows = [line for line in lines if line.startswith("|")]
        self.assertEqual({row.count("|") for row in rows}, {8})
        self.assertIn("Quadrille", rows[2])

    def test_wrong_usage(self):
        for arguments in (["integrat"], ["--rounds", "0"], ["--draws", "many"]):
            with self.subTest(arguments=arguments):
                outcome = driver.run([SCRIPT, *arguments])
                self.assertEqual((outcome.status, outcome.stdout), (2, ""), outcome)
        outcome = driver.run([SCRIPT], environment={"QUADRILLE_BUILD": "/nowhere"}, folder="/")
        self.assertEqual((outcome.status, outcome.stdout), (1, ""), outcome)
        self.assertIn("scripts/run", outcome.stderr)


if __name__ == "__main__":
    driver.main()
