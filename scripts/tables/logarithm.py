#!/usr/bin/env python3
"""Print the table of lib/quadrille/vector/logarithm-inl.hpp: sixteen reciprocals and their logarithms.

A mantissa z in [0.675, 1.35) falls into one of sixteen intervals, equally long in the bits of a double, one
of which, [0.9875, 1.0375), lies around 1 and has the reciprocal 1. For each, `reciprocal` is a double near 1/middle whose logarithm is almost a multiple of
2^-42 (Gal's accurate tables: the rest, below 2^-60, is dropped), so that exponent * ln2_high + logarithm is
exact in a double.
"""
import struct
from decimal import Decimal, getcontext

getcontext().prec = 60
ONE = 0x3FF0000000000000
STEP = 1 << 48
OFFSET = ONE - 10 * STEP - (2 * STEP) // 5


def double(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def entry(low, high):
    if low <= 1.0 < high:
        return 1.0, Decimal(0), Decimal(0)
    # Just below 1 the logarithm is small: there z * reciprocal - 1 must be smaller still, or its rounding shows.
    start = 1 / 0.9801 if low < 0.98 < high else 2.0 / (low + high)
    ulp = Decimal(2) ** (-53 if start < 1 else -52)
    scale = Decimal(2) ** 42
    base = -Decimal(start).ln() * scale
    unit = 1 << 80
    position = int(base * unit)
    shift = int(ulp / Decimal(start) * scale * unit)      # d(-ln x) = -dx / x
    curve = float(ulp / Decimal(start)) ** 2 / 2 * 2.0 ** 42 * 2.0 ** 80
    best = None
    for j in range(1 << 21):
        rest = (position - j * shift + int(j * j * curve)) % unit
        rest = min(rest, unit - rest)
        if best is None or rest < best[0]:
            best = (rest, j)
    reciprocal = float(Decimal(start) + best[1] * ulp)
    exact = -Decimal(reciprocal).ln()
    rounded = (exact * scale).to_integral_value() / scale
    return reciprocal, rounded, exact - rounded


rows = [entry(double(OFFSET + i * STEP), double(OFFSET + (i + 1) * STEP)) for i in range(16)]
print(f"offset 0x{OFFSET:016x}")
print("reciprocals:", ", ".join(float(r).hex() for r, _, _ in rows))
print("logarithms: ", ", ".join(float(t).hex() for _, t, _ in rows))
print("largest rest: 2^", max((abs(e).ln() / Decimal(2).ln()) for _, _, e in rows if e), sep="")
ln2 = Decimal(2).ln()
high = (ln2 * 2 ** 42).to_integral_value() / 2 ** 42
print("ln2:", float(high).hex(), float(ln2 - high).hex())
worst = max(max(abs(double(OFFSET + j * STEP) * r - 1) for j in (i, i + 1)) for i, (r, _, _) in enumerate(rows))
print("largest |z * reciprocal - 1|:", worst)
