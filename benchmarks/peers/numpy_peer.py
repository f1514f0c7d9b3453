"""The lecture's integral and the lab in NumPy, serial or with a multiprocessing pool.

usage: numpy_peer.py legacy|generator integrate|simulate COUNT SEED PROCESSES

Every size below COUNT is a task of its own, as in the lecture; the draws are one share a process. One process
means no pool. Prints {"seconds": .., "value": ..}: the seconds of the work, with the pool's processes already
started; the value is the last size's estimate, or the mean of y.
"""

import functools
import json
import multiprocessing
import os
import sys
import time

import numpy

source = None  # numpy.random or a Generator: both have uniform() and normal()


def start(kind, *seed):
    """Makes this process's source of random numbers."""
    global source
    if kind == "generator":
        source = numpy.random.default_rng(seed)
    else:
        numpy.random.seed(seed)
        source = numpy.random


def start_worker(kind, seed):
    """Forked workers would all go on with the parent's numbers: each gets a seed of its own."""
    start(kind, seed, os.getpid())


def estimate(size):
    points = numpy.sort(source.uniform(0, 1, size))
    heights = 1 / (1 + points * points)
    return float(numpy.sum(numpy.diff(points) * heights[1:]))


def draws(count):
    return (
        source.normal(15, 2, count)
        + source.normal(3, 5, count)
        + 2 * source.normal(10, 1, count)
        + 0.5 * source.normal(8, 8, count)
        + source.normal(0, 1, count)
    )


def integrate_with(pool, count, processes):
    pending = [pool.apply_async(estimate, (size,)) for size in range(count)]
    return [result.get() for result in pending]


def simulate_with(pool, count, processes):
    share = [count // processes + (rank < count % processes) for rank in range(processes)]
    return numpy.concatenate(pool.map(draws, share))


def timed(work):
    begin = time.perf_counter()
    values = work()
    return time.perf_counter() - begin, values


def main(kind, job, count, seed, processes):
    count, seed, processes = int(count), int(seed), int(processes)
    if processes == 1:
        start(kind, seed)
        alone = {"integrate": lambda: [estimate(size) for size in range(count)], "simulate": lambda: draws(count)}
        seconds, values = timed(alone[job])
    else:
        shared = {"integrate": integrate_with, "simulate": simulate_with}
        with multiprocessing.Pool(processes, start_worker, (kind, seed)) as pool:
            pool.map(abs, range(processes), 1)
            seconds, values = timed(functools.partial(shared[job], pool, count, processes))
    value = values[-1] if job == "integrate" else float(values.mean())
    print(json.dumps({"seconds": seconds, "value": value}))


if __name__ == "__main__":
    main(*sys.argv[1:])
