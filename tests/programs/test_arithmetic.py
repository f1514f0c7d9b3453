"""Floating-point flags that a library sets when it is loaded, as those linked with -ffast-math do."""

import pathlib
import platform
import subprocess
import tempfile

import driver

# Flush to zero and subnormals are zeros; rounding toward zero. What crtfastmath.o of GCC does, and more.
FLAGS = {"flushes": "0x8040", "rounds": "0x6000", "both": "0xe040"}
SOURCE = """
__attribute__((constructor)) static void set_flags(void) {
  __builtin_ia32_ldmxcsr(__builtin_ia32_stmxcsr() | %s);
}
"""
MODEL = "u ~ uniform(0, 1)\nx = u*1e-310\ny = u/3\n"


class Arithmetic(driver.ProgramTest):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.model = self.folder / "model"
        self.model.write_text(MODEL)

    def libraries(self):
        """One for each kind of flags."""
        if platform.machine() != "x86_64":
            library = self.folder / "fast.so"
            subprocess.run(["gcc", "-shared", "-fPIC", "-Ofast", "-xc", "-", "-o", library], input=b"", check=True)
            return [library]
        for name, flags in FLAGS.items():
            command = ["gcc", "-shared", "-fPIC", "-O1", "-xc", "-", "-o", self.folder / f"{name}.so"]
            subprocess.run(command, input=(SOURCE % flags).encode(), check=True)
        return [self.folder / f"{name}.so" for name in FLAGS]

    def test_flags_of_a_preloaded_library_change_nothing(self):
        simulate = ["./simulate", str(self.model), "--draws", "20000", "--seed", "1", "--format", "json"]
        integrate = ["./integrate", "x*1e-310", "--sizes", "100,10000", "--seed", "1", "--format", "json"]
        for command in (simulate, integrate):
            expected = self.assert_done(command).result
            for library in self.libraries():
                outcome = driver.run(["env", f"LD_PRELOAD={library}", *command])
                self.assertEqual(outcome.status, 0, outcome)
                self.assertEqual(outcome.result, expected, library)
        x = self.assert_done(simulate).result["variables"]["x"]
        self.assertAlmostEqual(x["mean"] / 0.5e-310, 1, delta=5 * 0.289 / 0.5 / 20000**0.5)

    def test_ranks_of_different_flags_agree(self):
        command = ["./simulate", str(self.model), "--draws", "200000", "--seed", "1", "--format", "json"]
        expected = self.assert_done(command).result
        for library in self.libraries():
            preloaded = ["env", f"LD_PRELOAD={library}", *command]
            outcome = driver.run(["mpirun", "--quiet", "-np", "1", *preloaded, ":", "-np", "1", *command])
            self.assertEqual(outcome.status, 0, outcome)
            self.assertEqual(outcome.result, expected, library)
            self.assertEqual(outcome.json["run"]["processes"], 2)


if __name__ == "__main__":
    driver.main()
