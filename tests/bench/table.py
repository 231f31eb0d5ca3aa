"""The figures as a table in plain text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

Figures = Mapping[str, object]

_HEADINGS = (
    ("", "", 20), ("", "load s", 8), ("", "index s", 9),
    ("", "disk MB", 9), ("", "RAM MB", 8), ("", "start s", 9),
    ("suggest", "p50 ms", 9), ("", "p95", 8), ("", "p99", 8), ("", "recall", 8), ("", "asked", 7),
    ("search", "p50 ms", 9), ("", "p95", 8), ("", "p99", 8), ("", "recall", 8), ("", "asked", 7),
)  # fmt: skip


def build_table(count: int, engines: Sequence[Figures]) -> str:
    """One size: a row for each engine."""
    lines = [f"{count:,} listings", *_headings(), *map(_row, engines), *_kinds(engines), *_remarks(engines)]
    return "\n".join(lines)


def _headings() -> Iterator[str]:
    for which in (0, 1):
        yield "".join(f"{heading[which]:>{heading[2]}}" for heading in _HEADINGS).rstrip()


def _row(engine: Figures) -> str:
    cells = [
        _seconds(engine["load_s"]), _seconds(engine["index_s"]), _whole(engine["disk_mb"]),
        _whole(engine.get("server_mb") or engine["peak_mb"]), _seconds(engine["start_s"]),
        *_answers(engine, "suggest"), *_answers(engine, "search"),
    ]  # fmt: skip
    widths = [width for _, _, width in _HEADINGS]
    named = f"{engine['name']:<{widths[0]}}"
    return named + "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths[1:], strict=True))


def _answers(engine: Figures, what: str) -> Iterator[str]:
    figures = engine[what]
    if not isinstance(figures, Mapping) or not figures["asked"]:
        yield from ("-",) * 5
        return
    yield from (f"{figures[share]:.1f}" for share in ("p50", "p95", "p99"))
    is_exact = engine["scores_all"] or what == "search"
    yield f"{figures['recall']:.2f}{'*' if is_exact else ' '}"
    yield f"{figures['asked']}"


def _kinds(engines: Sequence[Figures]) -> Iterator[str]:
    """The searches by kind, p95 in milliseconds."""
    kinds = list(dict.fromkeys(kind for engine in engines for kind in _kinds_of(engine)))
    yield ""
    yield f"{'search p95 ms':<36}" + "".join(f"{engine['name']!s:>20}" for engine in engines)
    for kind in kinds:
        shown = (_kinds_of(engine).get(kind) for engine in engines)
        yield f"{kind:<36}" + "".join(
            f"{figures['p95']:>20.1f}" if figures else f"{'-':>20}" for figures in shown
        )


def _kinds_of(engine: Figures) -> Mapping[str, Mapping[str, float]]:
    search = engine["search"]
    return search.get("kinds", {}) if isinstance(search, Mapping) else {}


def _processor(engines: Iterable[Figures]) -> Iterator[str]:
    """What a busy neighbour does not change; a server's own work is not seen from here."""
    headings = ("suggest p50", "p95", "search p50", "p95", "load average")
    yield f"{'processor ms':<20}" + "".join(f"{heading:>14}" for heading in headings)
    for engine in engines:
        if "server_mb" not in engine:
            cells = (_cpu(engine, what, share) for what in ("suggest", "search") for share in ("p50", "p95"))
            yield f"{engine['name']:<20}" + "".join(
                f"{cell:>14}" for cell in (*cells, engine["load_average"])
            )


def _cpu(engine: Figures, what: str, share: str) -> str:
    figures = engine[what]
    return f"{figures[f'cpu_{share}']:.1f}" if isinstance(figures, Mapping) and figures["asked"] else "-"


def _remarks(engines: Iterable[Figures]) -> Iterator[str]:
    yield ""
    yield from _processor(engines)
    yield ""
    yield "* every listing that fits is scored: recall@10 is 1 by construction; else against scoring all"
    for engine in engines:
        yield from _own_figures(engine)


def _own_figures(engine: Figures) -> Iterator[str]:
    if "change_found_s" in engine:
        yield (
            f"{engine['name']}: listings read for suggestions in {engine['notes_s']:.0f} s after the index; "
            f"ready to suggest {engine['first_suggestion_s']:.1f} s after the start; "
            f"a changed listing found after {engine['change_found_s']:.2f} s"
        )
    filters = engine["filters"]
    if isinstance(filters, Mapping) and filters:
        p95 = "; ".join(f"{kind} {figures['p95']:.1f}" for kind, figures in filters.items())
        yield f"{engine['name']}, p95 ms: {p95}"


def _seconds(value: object) -> str:
    return f"{value:.1f}"


def _whole(value: object) -> str:
    return f"{value:,.0f}"
