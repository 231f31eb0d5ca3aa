"""One bit per row, 64 to a number: a million rows are 125 kB, so joining and counting take microseconds."""

import numpy as np
from numpy.typing import NDArray

from directory.matching.nearness import Flags, Rows

Bits = NDArray[np.uint64]

_PER_NUMBER = 64
_PLACE_IN_NUMBER = 6


def pack(flags: Flags) -> Bits:
    """Flags by row as bits; those beyond the last row are not set."""
    packed = np.zeros(-(-len(flags) // _PER_NUMBER) * 8, dtype=np.uint8)
    packed[: -(-len(flags) // 8)] = np.packbits(flags, bitorder="little")
    return packed.view(np.uint64)


def bits_of(rows: Rows, size: int) -> Bits:
    """The bits of these rows set, of ``size`` rows in all."""
    flags = np.zeros(size, dtype=np.bool_)
    flags[rows] = True
    return pack(flags)


def rows_of(bits: Bits) -> Rows:
    """The rows whose bits are set, rising; cost grows with how many they are."""
    numbers = np.flatnonzero(bits)
    some = bits if len(numbers) == len(bits) else bits[numbers]
    places = np.flatnonzero(np.unpackbits(some.view(np.uint8), bitorder="little").view(np.bool_))
    if some is bits:
        return places
    rows: Rows = (numbers[places >> _PLACE_IN_NUMBER] << _PLACE_IN_NUMBER) + (places & (_PER_NUMBER - 1))
    return rows


def are_set(bits: Bits, rows: Rows) -> Flags:
    """By row asked about, whether its bit is set."""
    places = (rows & (_PER_NUMBER - 1)).astype(np.uint64)
    flags: Flags = (bits[rows >> _PLACE_IN_NUMBER] >> places & np.uint64(1)).astype(np.bool_)
    return flags


def count(bits: Bits) -> int:
    """How many are set."""
    return int(np.bitwise_count(bits).sum(dtype=np.int64))


def none_of(size: int) -> Bits:
    """No bit set, of so many rows."""
    return np.zeros(-(-size // _PER_NUMBER), dtype=np.uint64)
