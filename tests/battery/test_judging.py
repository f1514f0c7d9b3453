"""scripts/battery judges p-values by the rule that docs/randomness.md fixes."""

import importlib.machinery
import importlib.util
import pathlib
import sys
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "battery"


def load(path):
    loader = importlib.machinery.SourceFileLoader("battery", str(path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("battery", loader))
    sys.modules["battery"] = module  # dataclasses look their module up
    loader.exec_module(module)
    return module


battery = load(SCRIPT)


class Judge(unittest.TestCase):
    def judge(self, first, again=None):
        """The verdict if the test gives the p-values `first`, and on ten times the samples `again`."""
        asked = []

        def measurement_of(samples, is_again):
            asked.append((samples, is_again))
            return battery.Measurement("test", again if is_again else first, 0)

        verdict = battery.judge(measurement_of, 20)
        self.assertEqual(asked, [(20, False), (200, True)][: 1 if again is None else 2])
        return verdict.passed

    def test_a_value_that_is_not_weak_passes_at_once(self):
        self.assertTrue(self.judge([0.5]))
        self.assertTrue(self.judge([0.001, 0.9999999]))

    def test_a_failure_fails_at_once(self):
        self.assertFalse(self.judge([0.0]))
        self.assertFalse(self.judge([0.5, 0.9e-6]))

    def test_a_weak_value_is_taken_again(self):
        self.assertTrue(self.judge([0.0009], again=[0.2]))
        self.assertFalse(self.judge([0.0009], again=[0.0009]))
        self.assertFalse(self.judge([1e-6], again=[0.0]))

    def test_a_value_is_weak_twice_only_at_its_own_place(self):
        self.assertTrue(self.judge([0.0005, 0.5], again=[0.5, 0.0005]))
        self.assertFalse(self.judge([0.0005, 0.5], again=[0.0005, 0.5]))

    def test_a_failure_the_second_time_fails_at_any_place(self):
        self.assertFalse(self.judge([0.0005, 0.5], again=[0.5, 0.0]))


class Tests(unittest.TestCase):
    def test_no_test_that_dieharder_distrusts(self):
        self.assertTrue({5, 6, 7, 14}.isdisjoint(test.number for test in battery.TESTS))


if __name__ == "__main__":
    unittest.main()
