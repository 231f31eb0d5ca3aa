"""Reading very many listings in processes of their own, so that nobody who asks meanwhile has to wait."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

from directory.matching.lexicon import Lexicon
from directory.matching.prepared.packed import PackedServices
from directory.matching.reading import prepare_services
from directory.model.service import Service

# Fewer are read where one is: it takes seconds before another process knows the vocabulary.
_FEW = 10
_KINDNESS = 10

Some = Sequence[Service]


def pack_all(services: Iterable[Some], lexicon: Lexicon, vocabulary: Path | None) -> Iterator[PackedServices]:
    """What all of them say, some at a time, in order; aside when there are many and the folder is known."""
    waiting = iter(services)
    yield from (pack(some, lexicon) for some in islice(waiting, _FEW))
    following = next(waiting, None)
    if following is None:
        return
    rest = chain((following,), waiting)
    yield from _pack_aside(rest, lexicon, vocabulary) if vocabulary else (pack(one, lexicon) for one in rest)


def pack(services: Some, lexicon: Lexicon) -> PackedServices:
    """What these say."""
    return PackedServices.pack(prepare_services(services, lexicon))


def _pack_aside(services: Iterable[Some], lexicon: Lexicon, vocabulary: Path) -> Iterator[PackedServices]:
    """The same; should the other processes be stopped, the rest is read here."""
    processes = os.cpu_count() or 1
    under_way: deque[tuple[Some, Future[PackedServices] | None]] = deque()
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for some in services:
            under_way.append((some, _begun(pool, vocabulary, some)))
            if len(under_way) > 2 * processes:
                yield _finished(*under_way.popleft(), lexicon)
        while under_way:
            yield _finished(*under_way.popleft(), lexicon)


def _begun(pool: ProcessPoolExecutor, vocabulary: Path, some: Some) -> Future[PackedServices] | None:
    try:
        return pool.submit(_pack_with, vocabulary, some)
    except BrokenProcessPool:
        return None


def _finished(some: Some, future: Future[PackedServices] | None, lexicon: Lexicon) -> PackedServices:
    try:
        return future.result() if future else pack(some, lexicon)
    except BrokenProcessPool:
        return pack(some, lexicon)


def _pack_with(vocabulary: Path, some: Some) -> PackedServices:
    return pack(some, _lexicon_of(vocabulary))


@cache
def _lexicon_of(vocabulary: Path) -> Lexicon:
    """Read once in each of the other processes, which then give way to those that people wait for."""
    os.nice(_KINDNESS)
    return Lexicon.from_folder(vocabulary)
