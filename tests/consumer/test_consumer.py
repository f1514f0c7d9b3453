"""Somebody else's project finds an installed library, and gets one answer on any number of processes."""

import os
import pathlib
import re
import subprocess
import tempfile

import driver

HERE = pathlib.Path(__file__).resolve().parent
README = (HERE.parents[1] / "README.md").read_text()


def run_in(folder, *command):
    done = subprocess.run(command, cwd=folder, text=True, capture_output=True, timeout=240)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


class Consumer(driver.ProgramTest):
    @classmethod
    def setUpClass(cls):
        """Installs into prefix/, and builds this folder's project in build/."""
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.prefix = pathlib.Path(folder.name, "prefix")
        cls.build = pathlib.Path(folder.name, "build")
        run_in("/", "cmake", "--install", driver.BUILD, "--prefix", cls.prefix)
        run_in("/", "cmake", "-S", HERE, "-B", cls.build, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={cls.prefix}")
        run_in("/", "cmake", "--build", cls.build)

    def assert_one_answer(self, program):
        """Returns what the program prints, alone and on three processes alike, as lists of words."""
        alone = self.assert_done([self.build / program]).stdout
        self.assertEqual(self.assert_done([self.build / program], 3).stdout, alone)
        return [line.split() for line in alone.splitlines()]

    def test_an_integral_of_a_callable_is_the_same_on_three_processes(self):
        ((estimate, _, error),) = self.assert_one_answer("integral")
        # Of x^3 on [0, 2]: 4, outside of 6 standard errors for 2 of 10^9 seeds.
        self.assertAlmostEqual(float(estimate), 4, delta=6 * float(error))
        self.assertLess(float(error), 1e-7)

    def test_a_simulation_of_a_model_is_the_same_on_three_processes(self):
        means = {name: (float(mean), float(error)) for name, mean, _, error in self.assert_one_answer("simulation")}
        for name, mean, error in (("x", 3, 5 / 100000**0.5), ("y", 7, 10 / 100000**0.5)):
            self.assertAlmostEqual(means[name][0], mean, delta=6 * error)
            self.assertAlmostEqual(means[name][1], error, delta=error / 50)

    def test_installed_headers_include_only_installed_ones(self):
        include = self.prefix / "include"
        headers = list(include.rglob("*.hpp"))
        self.assertIn(include / "quadrille" / "distribute" / "run.hpp", headers)
        for header in headers:
            for ours in re.findall(r'#include "(.*)"', header.read_text()):
                self.assertTrue((include / ours).is_file(), f"{header} includes {ours}")

    def test_installed_programs_are_those_of_the_build(self):
        for program in ("integrate", "simulate", "speedup"):
            installed = self.assert_done([self.prefix / "bin" / program, "--version"]).stdout
            self.assertEqual(installed, self.assert_done([driver.BUILD / program, "--version"]).stdout)

    def test_no_package_file_names_the_source_or_the_build(self):
        """Else the installed library could not be moved to another place or machine."""
        for file in self.prefix.rglob("cmake/Quadrille/*"):
            for path in (driver.BUILD, HERE.parents[1], self.prefix):
                self.assertNotIn(str(path), file.read_text(), file)

    def test_another_minor_version_is_refused(self):
        """An answer may change with it."""
        project = "cmake_minimum_required(VERSION 3.25)\nproject(p LANGUAGES CXX)\nfind_package(Quadrille 0.{} CONFIG)\n"
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "CMakeLists.txt").write_text(project.format(2))
            done = subprocess.run(
                ["cmake", ".", f"-DCMAKE_PREFIX_PATH={self.prefix}"], cwd=folder, text=True, capture_output=True, timeout=60
            )
            self.assertIn("QuadrilleConfig.cmake, version: 0.1.0", done.stderr)

    def test_fast_math_is_refused(self):
        flags = ["-std=c++20", "-ffast-math", f"-I{self.prefix / 'include'}", "-fsyntax-only", "-xc++", "-"]
        done = subprocess.run(
            [os.environ.get("CXX", "c++"), *flags],
            input='#include "quadrille/vector/arithmetic.hpp"', text=True, capture_output=True, timeout=60,
        )
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("-ffast-math", done.stderr)

    def test_the_readme_shows_this_project(self):
        project = (HERE / "CMakeLists.txt").read_text().replace("${program}", "integral")
        (shown,) = [code for code in re.findall(r"```cmake\n(.*?)```", README, re.DOTALL) if "find_package" in code]
        for line in shown.splitlines():
            self.assertIn(line, project)


if __name__ == "__main__":
    driver.main()
