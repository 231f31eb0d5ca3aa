"""Bringing listings in, as four steps on one page: drop, match columns, look, go."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from directory.errors import KithError
from directory.model.importing import ImportReport
from directory.services.importing import (
    ColumnGuess,
    ImportOrder,
    Progress,
    check_file,
    guess_columns,
    import_file,
)
from directory.ui.as_typed import as_typed
from directory.ui.state import get_kith, get_user
from directory.ui.tend_words import (
    done_words,
    field_words,
    go_words,
    located_words,
    nothing_new,
    preview_words,
)
from directory.ui.troubles import show_sentence

LOOKED, BROUGHT = "tend-looked", "tend-brought"
LEFT_OUT = "-"
MOST_REFUSALS = 200
EXAMPLES = 2
COLUMNS_ACROSS = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """One import as asked for on the page; ``upload`` tells one dropped file from the next."""

    upload: str
    source: str
    mapping: tuple[tuple[str, str], ...]


def show_import() -> None:
    """The four steps; each appears when the one before is done."""
    st.header("1. Choose a file", anchor=False)
    upload = st.file_uploader("Drop it here, or look for it", key="tend-file")
    if upload is None:
        st.caption(
            "Kith reads spreadsheets (CSV, Excel), Open Referral UK feeds (JSON) and maps (GeoJSON, "
            "GeoPackage, zipped shapefiles). Nothing is changed before you have seen what would happen."
        )
        return
    try:
        _show_steps(upload)
    except KithError as error:
        show_sentence(str(error))


def _show_steps(upload: UploadedFile) -> None:
    with _on_disk(upload) as path:
        guess = guess_columns(path, by=get_user())
        source = st.text_input(
            "Where it comes from",
            value=PurePath(upload.name).stem,
            key=f"tend-source-{upload.file_id}",
            help="The same name next time means: update these rows, do not add them again.",
        )
        mapping = _show_columns(guess, upload.file_id) if guess else {}
        wanted = Wanted(upload.file_id, source.strip(), tuple(sorted(mapping.items())))
        order = ImportOrder(path, source=wanted.source, mapping=mapping)
        _show_look(order, wanted)


def _show_columns(guess: ColumnGuess, upload: str) -> Mapping[str, str]:
    """The guess, field by field; returns what was corrected."""
    st.header("2. Which column is what", anchor=False)
    fields = list(dict.fromkeys(["name", *guess.fields]))
    st.caption(_columns_words(guess))
    corrected = _show_fields(fields, guess, upload)
    with st.expander("Something is missing: choose more columns"):
        corrected |= _show_fields([field for field in guess.missing if field != "name"], guess, upload)
    return corrected


def _show_fields(fields: Sequence[str], guess: ColumnGuess, upload: str) -> dict[str, str]:
    columns = st.columns(COLUMNS_ACROSS)
    chosen = {
        field: columns[place % COLUMNS_ACROSS].selectbox(
            field_words(field),
            _choices(field, guess),
            index=1 if field in guess.fields else 0,
            format_func=lambda choice: "Leave out" if choice == LEFT_OUT else choice,
            key=f"tend-{upload}-{field}",
            help=_examples(field, guess),
        )
        for place, field in enumerate(fields)
    }
    return {field: choice for field, choice in chosen.items() if choice != guess.fields.get(field, LEFT_OUT)}


def _choices(field: str, guess: ColumnGuess) -> list[str]:
    guessed = [guess.fields[field]] if field in guess.fields else []
    return [LEFT_OUT, *dict.fromkeys([*guessed, *guess.columns])]


def _examples(field: str, guess: ColumnGuess) -> str | None:
    examples = guess.examples.get(field, ())[:EXAMPLES]
    return f"Such as {' or '.join(f'“{as_typed(example)}”' for example in examples)}" if examples else None


def _columns_words(guess: ColumnGuess) -> str:
    words = f"Kith has guessed {len(guess.fields)} of {len(guess.columns)} columns. Put right what is wrong."
    return f"{words} Also read: {as_typed(', '.join(guess.understood))}." if guess.understood else words


def _show_look(order: ImportOrder, wanted: Wanted) -> None:
    st.header("3. Look before anything changes", anchor=False)
    if brought := _held(BROUGHT, wanted):
        _show_report(done_words(brought), brought)
        return
    looked = _held(LOOKED, wanted)
    if st.button("See what would happen", type="secondary" if looked else "primary", key="tend-look"):
        with _progress("Reading") as tell:
            looked = check_file(get_kith(), order, by=get_user(), now=datetime.now(UTC), on_progress=tell)
        st.session_state[LOOKED] = (wanted, looked)
        st.rerun()
    if looked:
        _show_report(preview_words(looked), looked)
        _show_go(order, wanted, looked)


def _show_go(order: ImportOrder, wanted: Wanted, looked: ImportReport) -> None:
    if not looked.added + looked.changed:
        return
    st.header("4. Bring them in", anchor=False)
    if st.button(go_words(looked), type="primary", key="tend-go"):
        with _progress("Bringing in") as tell:
            report = import_file(get_kith(), order, by=get_user(), now=datetime.now(UTC), on_progress=tell)
        st.session_state[BROUGHT] = (wanted, report)
        st.rerun()


def _show_report(words: str, report: ImportReport) -> None:
    with st.container(border=True, key="tend-report"):
        st.markdown(f"**{words}**")
        if not nothing_new(report) and (located := located_words(report)):
            st.markdown(located)
        if report.refused:
            _show_refused(report)


def _show_refused(report: ImportReport) -> None:
    shown = report.refused[:MOST_REFUSALS]
    only_some = f" (the first {MOST_REFUSALS})" if len(shown) < len(report.refused) else ""
    st.markdown(f"Refused, with the reason{only_some}:")
    st.dataframe(
        {"Row": [refusal.row for refusal in shown], "Why": [refusal.reason for refusal in shown]},
        hide_index=True,
        key="tend-refused",
    )


def _held(key: str, wanted: Wanted) -> ImportReport | None:
    """The report under this key, when it is about this very import."""
    held = st.session_state.get(key)
    return held[1] if held and held[0] == wanted else None


@contextmanager
def _progress(doing: str) -> Iterator[Progress]:
    """A bar that moves as rows are told; at most a hundred times, so that the line is not flooded."""
    bar = st.progress(0.0, text=f"{doing}…")
    told = -1

    def tell(done: int, of: int) -> None:
        nonlocal told
        percent = min(100, done * 100 // max(of, 1))
        if percent != told:
            told = percent
            bar.progress(percent / 100, text=f"{doing}: {done:,} of {of:,}")

    yield tell
    bar.empty()


@contextmanager
def _on_disk(upload: UploadedFile) -> Iterator[Path]:
    """The dropped file under its own name, for as long as it is read."""
    with TemporaryDirectory(prefix="kith-") as folder:
        path = Path(folder) / (PurePath(upload.name).name or "file")
        path.write_bytes(upload.getbuffer())
        yield path
