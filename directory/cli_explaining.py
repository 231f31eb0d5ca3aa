"""The command that tells a curator how one listing's score for one person came about."""

import argparse
from collections.abc import Iterable, Iterator

from directory.cli_commands import Desk
from directory.cli_people import find_near, get_person
from directory.matching.suggesting import Explanation
from directory.model.place import miles
from directory.model.user import COMMAND_LINE
from directory.services.explaining import LOOKED_THROUGH, Explained, explain

_MOST_THREADS = 12
_DIGITS = 3


def explain_score(desk: Desk, options: argparse.Namespace) -> None:
    """Print the whole score of ``--service`` for the person in ``--person``."""
    near = find_near(desk.kith, options)
    person, portrait = get_person(options.person, near, options)
    told = explain(desk.kith, portrait, options.service, by=COMMAND_LINE, now=desk.now)
    desk.say(explained_fact(person, told), explained_words(person, told))


def explained_fact(person: str, told: Explained) -> dict[str, object]:
    """The shape scripts rely on."""
    score = told.explanation
    return {
        "person": person,
        "id": score.service_id,
        "name": score.name,
        "miles": None if told.metres is None else round(miles(told.metres), 2),
        "within_reach": told.is_within_reach,
        "heard": [
            {"said": said, "concept": concept, "sure": round(sure, _DIGITS)}
            for said, concept, sure in score.heard
        ],
        "refused": [{"said": said, "concept": concept} for concept, said in score.refused],
        "stops": list(score.stops),
        "threads": [
            {"said": one.said, "because": one.because, "found": one.found, "worth": one.worth}
            for one in score.threads
        ],
        "factors": [{"name": factor.name, "worth": round(factor.worth, _DIGITS)} for factor in score.factors],
        "barrier": score.barrier,
        "fit": round(score.relevance, _DIGITS),
        "good_enough_from": score.good_enough,
        "is_good_enough": _is_good_enough(score),
        "score": round(score.score, _DIGITS),
        "number_to_go": told.number_to_go,
        "number_to_give": told.number_to_give,
    }


def explained_words(person: str, told: Explained) -> str:
    """The same for reading, from what was heard to what came of it."""
    score = told.explanation
    return "\n".join(
        [
            f"{score.name} ({score.service_id}) for {person}, {_far_words(told)}",
            *_part("Heard", (f"“{said}” → {what}, {sure:.2f} sure" for said, what, sure in score.heard)),
            *_part("Refused", (f"“{said}” → not {concept}" for concept, said in score.refused)),
            *_part("What stops them", (f"“{said}”" for said in score.stops)),
            *_part("Threads, strongest first", _thread_lines(score)),
            *_part("Factors", (f"{factor.worth:.2f}  {factor.name}" for factor in score.factors)),
            *_part("In the way", [score.barrier] if score.barrier else []),
            *_part("Comes to", _verdict(told)),
        ]
    )


def _far_words(told: Explained) -> str:
    if told.metres is None:
        return "no distance counted"
    far = f"{miles(told.metres):.1f} miles away"
    return far if told.is_within_reach else f"{far}, further than we look for them"


def _part(heading: str, lines: Iterable[str]) -> list[str]:
    return [f"{heading}:", *(f"  {line}" for line in list(lines) or ["nothing"])]


def _thread_lines(score: Explanation) -> Iterator[str]:
    for one in score.threads[:_MOST_THREADS]:
        yield f"{one.worth:.3f}  “{one.said}” → {one.because} → “{one.found}”"
    if len(score.threads) > _MOST_THREADS:
        yield f"… and {len(score.threads) - _MOST_THREADS} weaker ones; --json lists them all"


def _verdict(told: Explained) -> Iterator[str]:
    score = told.explanation
    yield f"fit {score.relevance:.2f}, {_fit_words(score)}"
    yield f"score {score.score:.2f} with every factor in it"
    numbers = {"go": told.number_to_go, "give": told.number_to_give}
    shown = [f"number {number} of the places to {where}" for where, number in numbers.items() if number]
    yield from shown or [f"not among the first {LOOKED_THROUGH} places to go or to give"]


def _fit_words(score: Explanation) -> str:
    if not _is_good_enough(score):
        return f"not good enough: {score.good_enough:.2f} is the least"
    stopped = ", but something is in the way" if score.barrier else ""
    return f"good enough from {score.good_enough:.2f}{stopped}"


def _is_good_enough(score: Explanation) -> bool:
    return score.relevance >= score.good_enough
