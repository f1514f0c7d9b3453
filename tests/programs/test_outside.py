"""A project of somebody else compiles against the library, and keeps its own flags."""

import json
import pathlib
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent


class Outside(unittest.TestCase):
    def run_in(self, folder, *command):
        done = subprocess.run(command, cwd=folder, text=True, capture_output=True, timeout=240)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_example_compiles_with_the_contract_and_without_our_warnings(self):
        with tempfile.TemporaryDirectory() as folder:
            self.run_in(folder, "cmake", "-G", "Ninja", str(HERE / "outside"))
            commands = json.loads(pathlib.Path(folder, "compile_commands.json").read_text())
            (flags,) = [c["command"].split() for c in commands if c["file"].endswith("library_example.cpp")]
            self.assertIn("-std=gnu++20", flags)
            self.assertIn("-ffp-contract=off", flags)
            self.assertFalse([flag for flag in flags if flag.startswith("-W") or flag == "-O3"], flags)
            self.run_in(folder, "cmake", "--build", ".", "--target", flags[flags.index("-o") + 1])


if __name__ == "__main__":
    unittest.main()
