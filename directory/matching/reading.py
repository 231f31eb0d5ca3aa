"""What a listing says: concepts with their exact words, whom it is for, when it is on."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from directory.matching.aboutness import Shown, judge, weigh
from directory.matching.ages import Ages, read_ages
from directory.matching.lexicon import Evidence, Lexicon
from directory.matching.likeness import Scores
from directory.matching.meaning import Vectors
from directory.matching.phrases import PhraseHit
from directory.matching.terms import concepts_of
from directory.matching.times import Times, read_times
from directory.matching.vocabulary import Mark
from directory.matching.words import Token
from directory.model.service import Kind, Service

_TAG = re.compile(r"<[^>]*>")
_NAME, _ORGANIZATION, _WELCOMES = 1.0, 0.4, 0.8
_DEPTHS = ((170, 0.6), (450, 0.4), (900, 0.25))
_DEEPEST = 0.2
_AGAIN = 0.05
_MOST_AGAIN = 0.24
_VECTOR_TEXT = 300
_OPENING = 200
_MARKS_WITHIN = 450


@dataclass(frozen=True, slots=True)
class PreparedService:
    """A listing read once. ``text`` is all its words; excerpts are slices of it."""

    service: Service
    text: str
    concepts: Mapping[str, Shown]
    welcomes: frozenset[str]
    stems: Mapping[str, Shown]
    audiences: Mapping[str, Shown]
    opened: frozenset[str]
    marks: tuple[Mark, ...]
    forbidden: Mapping[str, Shown]
    ages: Ages | None
    times: Times
    vector: Vectors

    @property
    def wants_help(self) -> bool:
        """Whether it says that it would like volunteers or gifts."""
        return bool(
            self.service.kind is Kind.VOLUNTEERING
            or self.service.welcomes
            or "volunteers-wanted" in self.concepts
        )


@dataclass(frozen=True, slots=True)
class _Page:
    """A listing's words in one text, and where its parts end."""

    text: str
    name_end: int
    body_end: int
    extra_end: int

    def strength_at(self, place: int) -> float:
        """The name says most, then the opening; what stands far down says least."""
        if place < self.name_end:
            return _NAME
        if place >= self.extra_end:
            return _ORGANIZATION
        if place >= self.body_end:
            return _WELCOMES
        depth = place - self.name_end
        return next((strength for deep, strength in _DEPTHS if depth < deep), _DEEPEST)


def prepare_services(services: Iterable[Service], lexicon: Lexicon) -> list[PreparedService]:
    """Read many listings; their meaning is embedded in one batch."""
    listed = list(services)
    pages = [_page(service) for service in listed]
    vectors = lexicon.meaning.vectors([page.text[:_VECTOR_TEXT] for page in pages])
    openings = [lexicon.stemmer.tokens(page.text[: page.name_end + _OPENING]) for page in pages]
    names = [
        [token for token in tokens if token.end <= page.name_end]
        for tokens, page in zip(openings, pages, strict=True)
    ]
    shares = judge(names, openings, lexicon.listed)
    read = zip(listed, pages, vectors, shares, strict=True)
    return [
        _prepare(service, page, lexicon, likeness=(vector, share)) for service, page, vector, share in read
    ]


def text_of(service: Service) -> str:
    """All the words of a listing in one text, of which excerpts are slices."""
    return _page(service).text


def _prepare(
    service: Service, page: _Page, lexicon: Lexicon, *, likeness: tuple[Vectors, Scores]
) -> PreparedService:
    vector, shares = likeness
    tokens = lexicon.stemmer.tokens(page.text)
    told = _told(lexicon.shown.find(tokens), tokens, page)
    concepts = weigh(told, shares, lexicon.listed, name_end=page.name_end - 1)
    return PreparedService(
        service=service,
        text=page.text,
        concepts=_filed_too(concepts, service, page, lexicon=lexicon),
        welcomes=_welcomes(service, lexicon),
        stems=_shown_stems(tokens, page, lexicon),
        audiences=_audiences(tokens, page, lexicon),
        opened=frozenset(hit.meant for hit in lexicon.open_to_all.find(tokens)),
        marks=_marks(tokens, page, lexicon),
        forbidden=_shown(lexicon.forbidden.find(tokens), tokens, page),
        ages=read_ages(service, page.text),
        times=read_times(service, page.text),
        vector=vector,
    )


def _page(service: Service) -> _Page:
    body = _TAG.sub(" ", " ".join(filter(None, (service.summary, service.description))))
    extra = "; ".join((*service.welcomes, *(each.term for each in service.attributes)))
    named = f"{service.name}\n"
    with_body = f"{named}{body}\n"
    with_extra = f"{with_body}{extra}\n"
    text = with_extra + service.organization.name
    return _Page(text, len(named), len(with_body), len(with_extra))


def _told(hits: Sequence[PhraseHit[Evidence]], tokens: Sequence[Token], page: _Page) -> dict[str, Shown]:
    best: dict[str, Shown] = {}
    again: Counter[str] = Counter()
    for hit in hits:
        concept, start = hit.meant.concept, tokens[hit.first].start
        strength = page.strength_at(start) * hit.meant.tells
        again[concept] += 1
        if concept not in best or strength > best[concept].strength:
            best[concept] = Shown(strength, start, tokens[hit.last].end)
    return {key: _more(shown, again[key]) for key, shown in best.items()}


def _filed_too(
    told: dict[str, Shown], service: Service, page: _Page, *, lexicon: Lexicon
) -> dict[str, Shown]:
    """The terms a listing is filed under say as much as the same words in that place."""
    for attribute in service.attributes:
        start = page.text.find(attribute.term, page.body_end)
        shown = Shown(_WELCOMES, start, start + len(attribute.term))
        for concept in concepts_of(attribute, lexicon.vocabulary.named):
            told[concept] = max(told.get(concept, shown), shown, key=lambda each: each.strength)
    return told


def _shown(hits: Iterable[PhraseHit[str]], tokens: Sequence[Token], page: _Page) -> dict[str, Shown]:
    best: dict[str, Shown] = {}
    for hit in hits:
        start = tokens[hit.first].start
        strength = page.strength_at(start)
        if hit.meant not in best or strength > best[hit.meant].strength:
            best[hit.meant] = Shown(strength, start, tokens[hit.last].end)
    return best


def _audiences(tokens: Sequence[Token], page: _Page, lexicon: Lexicon) -> dict[str, Shown]:
    in_name = [token for token in tokens if token.end <= page.name_end]
    named = lexicon.named_audiences.find(in_name)
    return _shown(lexicon.audiences.find(tokens), tokens, page) | {
        key: shown._replace(strength=_NAME) for key, shown in _shown(named, tokens, page).items()
    }


def _more(shown: Shown, times: int) -> Shown:
    return Shown(min(shown.strength + min(_AGAIN * (times - 1), _MOST_AGAIN), 1.1), shown.start, shown.end)


def _shown_stems(tokens: Sequence[Token], page: _Page, lexicon: Lexicon) -> dict[str, Shown]:
    stems: dict[str, Shown] = {}
    for token in tokens:
        if not token.is_light and token.stem not in stems and token.stem not in lexicon.common:
            stems[token.stem] = Shown(page.strength_at(token.start), token.start, token.end)
    return stems


def _marks(tokens: Sequence[Token], page: _Page, lexicon: Lexicon) -> tuple[Mark, ...]:
    """Marks count in the name and the opening only; "tickets" at the very end says little."""
    hits = lexicon.marks.find(tokens)
    near = (hit.meant for hit in hits if tokens[hit.first].start < page.name_end + _MARKS_WITHIN)
    return tuple({mark.id: mark for mark in near}.values())


def _welcomes(service: Service, lexicon: Lexicon) -> frozenset[str]:
    tokens = lexicon.stemmer.tokens("; ".join(service.welcomes))
    return frozenset(hit.meant.concept for hit in lexicon.shown.find(tokens))
