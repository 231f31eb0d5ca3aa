"""The vocabulary made ready for finding: phrases as stems, on either side, and phrases as meaning."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz
from rapidfuzz import process as fuzzy

from directory.matching.likeness import Likeness
from directory.matching.meaning import Meaning
from directory.matching.phrases import PhraseIndex
from directory.matching.vocabulary import Circumstance, Mark, Vocabulary, load_vocabulary
from directory.matching.words import Stemmer, Token, Tokens

K = TypeVar("K")

WHO_SOMEONE_IS = "communities"
ABOUT_THE_PERSON = frozenset({WHO_SOMEONE_IS, "family", "life", "health"})
"""Themes that say who someone is and what has befallen them: never hinted at, never refused."""

_SHORTEST_CORRECTED = 5
_LIKE_ENOUGH = 84
_SECOND_STEP = 0.6
_LEAST_LINK = 0.2
_ONE_WORD, _ONE_SAID_WORD, _ONE_PERSONAL_WORD = 0.9, 0.5, 0.35
_SHARED_SAID = 0.3
_ONE_WORD_TELLS = 0.75
_SHARED = 0.15


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase on the person's side stands for; ``sure`` is lower for a single everyday word."""

    concept: str
    sure: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a phrase on a listing's side stands for, and how much it tells."""

    concept: str
    tells: float


class Lexicon:
    """Built once from a vocabulary and never changed; ``keep`` leaves phrases out, to measure without."""

    def __init__(self, vocabulary: Vocabulary, keep: Callable[[str], bool] = lambda _: True) -> None:
        self.vocabulary = vocabulary
        self._keep = keep
        wording = vocabulary.wording
        self.stemmer = Stemmer(
            wording.same,
            wording.light,
            pointing=wording.pointing,
            whole=wording.whole,
            capitals=_capitals(vocabulary),
        )
        self.common = frozenset(self.stemmer.stem(word) for word in wording.common)
        self.links = {concept: self._reach(concept) for concept in vocabulary.concepts}
        self._corrections: dict[str, str] = {}
        self._phrases: dict[str, list[Token]] = {}

    @classmethod
    def from_folder(cls, folder: Path) -> "Lexicon":
        """Read a vocabulary folder."""
        return cls(load_vocabulary(folder))

    @cached_property
    def meaning(self) -> Meaning:
        """The embedding, loaded when first needed."""
        return Meaning()

    @cached_property
    def said(self) -> PhraseIndex[Sense]:
        """What people's words stand for."""
        return self._index(self._senses(), gaps=1)

    @cached_property
    def shown(self) -> PhraseIndex[Evidence]:
        """Concepts by the words of listings; words that stand for many ideas say less about each."""
        phrases = self._shown_phrases()
        told = Counter(phrase.casefold() for phrase, _ in phrases)
        return self._index(
            (Evidence(concept, _tells(phrase, told)), (phrase,)) for phrase, concept in phrases
        )

    def _shown_phrases(self) -> list[tuple[str, str]]:
        concepts = self.vocabulary.concepts.values()
        return [
            (phrase, each.id)
            for each in concepts
            for phrase in sorted({*self._kept(each.words), *each.shown})
        ]

    @cached_property
    def audiences(self) -> PhraseIndex[str]:
        """Audiences by the words of listings."""
        return self._index((each.id, each.shown) for each in self.vocabulary.audiences)

    @cached_property
    def named_audiences(self) -> PhraseIndex[str]:
        """Audiences by words that tell only when they stand in a listing's name."""
        return self._index((each.id, each.named) for each in self.vocabulary.audiences)

    @cached_property
    def open_to_all(self) -> PhraseIndex[str]:
        """Words by which a listing opens itself beyond an audience."""
        return self._index((each.id, each.unless) for each in self.vocabulary.audiences)

    @cached_property
    def marks(self) -> PhraseIndex[Mark]:
        """Manners of listing by their words."""
        return self._index((each, each.shown) for each in self.vocabulary.marks)

    @cached_property
    def circumstances(self) -> PhraseIndex[Circumstance]:
        """What would stop someone, by what they say."""
        pairs = ((phrase, each) for each in self.vocabulary.circumstances for phrase in each.said)
        return PhraseIndex(pairs, self._read, gaps=1)

    @cached_property
    def forbidden(self) -> PhraseIndex[str]:
        """Circumstances by the listing words they rule out."""
        return self._index((each.id, each.shown) for each in self.vocabulary.circumstances)

    @cached_property
    def negations(self) -> PhraseIndex[str]:
        """Words that refuse, say "not able", or only look like a negation."""
        wording = self.vocabulary.wording
        return self._index(
            (("refusing", wording.refusing), ("unable", wording.unable), ("harmless", wording.not_negating))
        )

    @cached_property
    def likeness(self) -> Likeness:
        """What words are like, learned from every sentence and longer phrase on the person's side."""
        examples = [
            (phrase, concept.id)
            for concept in self.vocabulary.concepts.values()
            if concept.theme != WHO_SOMEONE_IS
            for phrase in self._kept((*concept.words, *concept.said, *concept.heard))
            if len(_weighty(self._read(phrase))) > 1
        ]
        return Likeness(examples, self._read, self.meaning)

    @cached_property
    def listed(self) -> Likeness:
        """What listings are like, learned from the words by which they announce each idea."""
        examples = [
            (phrase, concept.id)
            for concept in self.vocabulary.concepts.values()
            for phrase in (concept.label, *concept.words, *concept.shown)
        ]
        return Likeness(examples, self._read, self.meaning)

    def weighty(self, text: str) -> list[str]:
        """The words of a text without the light ones."""
        return _weighty(self.stemmer.tokens(text))

    def label(self, concept: str) -> str:
        """The concept in plain English."""
        return self.vocabulary.concepts[concept].label

    def corrected(self, tokens: Iterable[Token]) -> Tokens:
        """The same words, misspelt ones read as the nearest word of the vocabulary."""
        return Tokens(
            token._replace(stem=self._correct(token)) if len(token.word) >= _SHORTEST_CORRECTED else token
            for token in tokens
        )

    def _correct(self, token: Token) -> str:
        if token.stem in self._known_stems or token.stem in self.common:
            return token.stem
        known = self._corrections.get(token.word)
        if known is None:
            if len(self._corrections) > len(self._known_stems):
                self._corrections.clear()
            known = self._corrections[token.word] = self._nearest(token)
        return known

    def _nearest(self, token: Token) -> str:
        if self.meaning.is_everyday_word(token.word):
            return token.stem
        like = fuzzy.extractOne(token.word, self._words, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
        return self.stemmer.stem(like[0]) if like and like[0][0] == token.word[0] else token.stem

    @cached_property
    def _words(self) -> tuple[str, ...]:
        phrases = (
            phrase
            for concept in self.vocabulary.concepts.values()
            for phrase in (*concept.words, *concept.said, *concept.shown)
        )
        words = {token.word for phrase in phrases for token in self._read(phrase)}
        return tuple(sorted(word for word in words if len(word) >= _SHORTEST_CORRECTED))

    @cached_property
    def _known_stems(self) -> frozenset[str]:
        return frozenset(self.stemmer.stem(word) for word in self._words)

    def _read(self, phrase: str) -> list[Token]:
        """The words of one of the vocabulary's own phrases, of which several indexes are made."""
        known = self._phrases.get(phrase)
        if known is None:
            known = self._phrases[phrase] = self.stemmer.tokens(phrase)
        return known

    def _kept(self, phrases: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(phrase for phrase in phrases if self._keep(phrase))

    def _senses(self) -> Iterator[tuple[Sense, tuple[str, ...]]]:
        for concept in self.vocabulary.concepts.values():
            for phrase in self._kept(concept.words):
                yield Sense(concept.id, self._sure(phrase, _ONE_WORD)), (phrase,)
            one_word = _ONE_PERSONAL_WORD if concept.theme in ABOUT_THE_PERSON else _ONE_SAID_WORD
            for phrase in self._kept(concept.said):
                if " " in phrase or self.stemmer.stem(phrase.casefold()) not in self.common:
                    yield Sense(concept.id, self._sure(phrase, one_word)), (phrase,)

    def _sure(self, phrase: str, one_word: float) -> float:
        """A phrase is sure; a single word less so, and less again when several ideas share it."""
        return 1.0 if " " in phrase else float(one_word / self._told[phrase.casefold()] ** _SHARED_SAID)

    @cached_property
    def _told(self) -> Counter[str]:
        concepts = self.vocabulary.concepts.values()
        return Counter(phrase.casefold() for each in concepts for phrase in {*each.words, *each.said})

    def _index(self, entries: Iterable[tuple[K, tuple[str, ...]]], *, gaps: int = 0) -> PhraseIndex[K]:
        pairs = [(phrase, meant) for meant, phrases in entries for phrase in phrases]
        return PhraseIndex(pairs, self._read, common=self.common, gaps=gaps)

    def _reach(self, concept: str) -> dict[str, float]:
        """What the concept leads to in one step, and from its strongest links in a second."""
        concepts = self.vocabulary.concepts
        reach = {concept: 1.0}
        for other, weight in concepts[concept].leads_to.items():
            reach[other] = max(reach.get(other, 0.0), weight)
            for further, onward in concepts[other].leads_to.items():
                product = weight * onward * _SECOND_STEP
                if product >= _LEAST_LINK:
                    reach[further] = max(reach.get(further, 0.0), product)
        return reach


def _weighty(tokens: Iterable[Token]) -> list[str]:
    return [token.word for token in tokens if not token.is_light]


def _tells(phrase: str, told: Counter[str]) -> float:
    one_word = _ONE_WORD_TELLS if " " not in phrase else 1.0
    return float(one_word / told[phrase.casefold()] ** _SHARED)


def _capitals(vocabulary: Vocabulary) -> frozenset[str]:
    """Words that the vocabulary writes in capitals without a plus: they mean it only when written so."""
    phrases = (p for each in vocabulary.concepts.values() for p in (*each.words, *each.said, *each.shown))
    audiences = (phrase for each in vocabulary.audiences for phrase in (*each.named, *each.shown))
    return frozenset(
        word
        for phrase in (*phrases, *audiences)
        for word in phrase.split()
        if word.isupper() and word.isalpha()
    )
