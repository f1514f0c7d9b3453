"""A project of somebody else compiles against the library, keeps its own flags, and gets the same bits."""

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

    def configure(self, folder, *options):
        """The flags of every file, by the end of its name."""
        self.run_in(folder, "cmake", "-G", "Ninja", *options, str(HERE / "outside"))
        commands = json.loads(pathlib.Path(folder, "compile_commands.json").read_text())

        def flags_of(end):
            (flags,) = [c["command"].split() for c in commands if c["file"].endswith(end)]
            return flags

        return flags_of

    def test_the_example_compiles_with_the_contract_and_without_our_own_flags(self):
        with tempfile.TemporaryDirectory() as folder:
            flags = self.configure(folder)("library_example.cpp")
            self.assertIn("-std=gnu++20", flags)
            self.assertIn("-ffp-contract=off", flags)
            self.assertFalse([flag for flag in flags if flag.startswith(("-W", "-fno-tree")) or flag == "-O3"], flags)
            self.run_in(folder, "cmake", "--build", ".", "--target", flags[flags.index("-o") + 1])

    def test_the_bits_are_right_with_flags_of_its_own(self):
        with tempfile.TemporaryDirectory() as folder:
            own = ["-O3", "-ftree-loop-vectorize", "-ftree-loop-distribution"]
            flags_of = self.configure(folder, "-DCMAKE_CXX_FLAGS=" + " ".join(own))
            for file in ("tests/random/stream.cpp", "lib/quadrille/random/stream.cpp"):
                self.assertLess(set(own), set(flags_of(file)), file)
            self.run_in(folder, "cmake", "--build", ".", "--target", "bits")
            self.run_in(folder, "./bits")


if __name__ == "__main__":
    unittest.main()
