"""The README says what is true."""

import pathlib
import re

import driver

OUTPUT = pathlib.Path(driver.HERE.parents[1], "docs", "output.md").read_text()
README = pathlib.Path(driver.HERE.parents[1], "README.md").read_text()


class Readme(driver.ProgramTest):
    def test_the_library_example_is_the_file_that_compiles(self):
        example = pathlib.Path(driver.HERE, "library_example.cpp").read_text()
        self.assertEqual(example.split("\n", 1)[1], README.split("```cpp\n")[1].split("```")[0])

    def test_the_library_example_gives_one_answer(self):
        alone = self.assert_done(["tests/library_example"]).stdout
        self.assertRegex(alone, r"^0\.33333.* \+- .*e-10\n$")
        for ranks in (2, 3):
            self.assertEqual(self.assert_done(["tests/library_example"], ranks).stdout, alone)

    def test_a_kernel_of_ones_own_gives_one_answer(self):
        alone = self.assert_done(["tests/kernel_example"]).stdout
        shared, trials = map(int, alone.split(" of "))
        # 1 - 365!/(342! 365^23) = 0.507297; outside of 5 standard errors in 6 of 10^7 seeds.
        self.assertAlmostEqual(shared / trials, 0.507297, delta=5 * 0.5 / trials**0.5)
        for ranks in (2, 3):
            self.assertEqual(self.assert_done(["tests/kernel_example"], ranks).stdout, alone)

    def test_the_table_of_simulate_is_real(self):
        shown = README.split("    $ mpirun -np 2 ./simulate --compare\n")[1].split("    Results are")[0]
        shown = re.sub("(?m)^    ", "", shown).strip()
        seed = re.search(r"seed (\d+)", shown).group(1)
        self.assertEqual(self.assert_done(["./simulate", "--quiet", "--seed", seed]).stdout.strip(), shown)

    def test_common_random_numbers_are_real(self):
        """A variable keeps its draws when another line is changed."""
        def draws(model):
            line = f"printf '{model}' | ./simulate - --seed 1 --draws 50 --columns demand --output - --quiet"
            return self.assert_done(["bash", "-c", line]).stdout

        model = "demand ~ exponential(20)\\nstock = {}\\nsold = min(demand, stock)\\n"
        self.assertEqual(draws(model.format(20)), draws("noise ~ normal(0, 1)\\n" + model.format(30)))

    def test_the_table_of_integrate_is_real(self):
        command, shown = README.split("    $ ./integrate ")[1].split("\n", 1)
        shown = shown.split("\n\n|")[0]
        printed = self.assert_done(["bash", "-c", "./integrate --quiet " + command]).stdout
        self.assertEqual(re.sub("(?m)^    ", "", shown).strip(), printed.strip())

    def test_the_lab_is_the_built_in_model(self):
        model = self.assert_done(["./simulate", "--print-model"]).stdout
        self.assertIn(re.sub("(?m)^(?=.)", "    ", model.strip()), README)

    def test_every_field_of_json_is_described(self):
        described = set(re.findall(r"`(\w+)`", OUTPUT))
        # The user's own names, and what stands beside a value as its interval.
        own = re.compile(r"\d.*|alpha|eps|x\d?|y|samples|draws|.*_low|.*_high")
        for command in (
            ["./integrate", "log(x)", "--from", "-1", "--sizes", "10", "--repeats", "3"],
            ["./simulate", "--draws", "100", "--compare"],
            ["./speedup", "--repeats", "1", "--", "--samples", "20"],
            ["./speedup", "--repeats", "1", "--predict", "8", "--", "--samples", "20"],
        ):
            document = self.assert_done([command[0], "--seed", "1", "--format", "json", *command[1:]], 2).json
            self.assertEqual({name for name in names_in(document) if not own.fullmatch(name)} - described, set())


def names_in(json):
    """All names in a JSON document."""
    if isinstance(json, list):
        return set().union(*map(names_in, json))
    if isinstance(json, dict):
        return set(json).union(*map(names_in, json.values()))
    return set()


if __name__ == "__main__":
    driver.main()
