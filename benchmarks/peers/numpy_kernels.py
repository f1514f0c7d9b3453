"""Nanoseconds a number of NumPy's functions, on blocks as large as the kernels': what scripts/compare-kernels
puts beside them. Prints one line of JSON, {kernel: {kind: ns}}; a time is the median of many short trials."""

import json
import statistics
import time

import numpy

BLOCK = 2048
TRIALS = 200
CALLS = 20  # of a trial


def nanoseconds(work, numbers=BLOCK):
    trials = []
    for _ in range(TRIALS):
        begin = time.perf_counter()
        for _ in range(CALLS):
            work()
        trials.append((time.perf_counter() - begin) / CALLS / numbers)
    return 1e9 * statistics.median(trials)


def of_a_source(source):
    return {
        "uniform": nanoseconds(lambda: source.uniform(size=BLOCK)),
        "exponential": nanoseconds(lambda: source.exponential(size=BLOCK)),
        "normal": nanoseconds(lambda: source.normal(size=BLOCK)),
        "sorted_uniforms": nanoseconds(lambda: numpy.sort(source.uniform(size=BLOCK))),
    }


legacy, generator = of_a_source(numpy.random), of_a_source(numpy.random.default_rng(1))
x = numpy.random.default_rng(1).uniform(size=BLOCK)
formulas = {
    "formula_over_block/rational": nanoseconds(lambda: 1 / (1 + x * x)),
    "formula_over_block/wave": nanoseconds(lambda: numpy.exp(-x) * numpy.sin(10 * x)),
}
table = {name: {"NumPy, legacy": legacy[name], "NumPy, Generator": generator[name]} for name in legacy}
table |= {name: {"NumPy, Generator": ns} for name, ns in formulas.items()}
print(json.dumps(table))
