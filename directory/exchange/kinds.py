"""What sort of thing a listing is and how people take part, from its words."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from directory.model.service import Delivery, Kind

_KIND_SIGNS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.VOLUNTEERING: (
            r"\bvolunteers? (?:needed|wanted|role|opportunit\w+)|\bvolunteer(?:ing)? (?:as|with"
            r"|driver|befriender|gardener)|\bvolunteering\b|^volunteer\b"
        ),
        Kind.EVENT: (
            r"\b(?:concert|festival|performance|exhibition|fair|fête|fete|gala|screening|premiere"
            r"|open day|show)\b"
        ),
        Kind.GROUP: (
            r"\b(?:clubs?|groups?|society|societies|choirs?|circle|association|band|guild|u3a"
            r"|mothers'? union|federation|parkrun|orchestra|singers|scouts?|brownies|team"
            r"|friends of|men'?s shed|institute|network|congregation|meet-?up)\b"
        ),
        Kind.ACTIVITY: (
            r"\b(?:class(?:es)?|sessions?|workshops?|coffee mornings?|lunch club|yoga|pilates"
            r"|tai chi|dance|dancing|walks?|walking|course|lessons?|bingo|craft|knit|storytime"
            r"|rhyme time|drop-?in|exercise|zumba|singing|painting)\b"
        ),
        Kind.PLACE: (
            r"\b(?:librar(?:y|ies)|park|gardens?|leisure centre|swimming pool|museum|galler(?:y"
            r"|ies)|pub|café|cafe|hall|centre|center|hub|church(?:es)?|chapel|cathedral|mosque"
            r"|temple|synagogue|gurdwara|allotments?|reserve|playground|pitch(?:es)?|stadium|gym"
            r"|theatre|cinema|playing field|recreation ground|worship|sports (?:hall|ground"
            r"|village)|tennis courts|golf|warm (?:space|hub)|arboretum|wood|common|building)s?\b"
        ),
        Kind.SERVICE: (
            r"\b(?:services?|advice|support|counsell?ing|helpline|food ?banks?|pharmac(?:y|ies)"
            r"|chemist|nursing|care home|foodbank|pantry|clinic|surgery|school|transport"
            r"|defibrillators?|bank|hostel|charity|council|agency)s?\b"
        ),
    }
)
_KINDS = tuple((kind, re.compile(sign, re.IGNORECASE)) for kind, sign in _KIND_SIGNS.items())

_DELIVERY_SIGNS: Mapping[Delivery, str] = MappingProxyType(
    {
        Delivery.ONLINE: (
            r"\b(?:online|on-line|virtual(?:ly)?|zoom|video ?conferenc\w*|video call|webinar"
            r"|microsoft teams|facetime)\b"
        ),
        Delivery.PHONE: (
            r"\b(?:by (?:tele)?phone|telephone (?:befriending|support|calls?|counselling)"
            r"|over the phone|helpline|phone line|^(?:tele)?phone$|text service)\b"
        ),
        Delivery.COMES_TO_YOU: (
            r"\b(?:comes? to you|(?:we|will) visit you|home visits?|in your (?:own )?home"
            r"|at your home|your own home|home delivery|visit(?:s|ing)? people at home"
            r"|mobile library|outreach to)\b"
        ),
        Delivery.AT_A_PLACE: (
            r"\b(?:at a place|in[- ]person|face to face|physical|at (?:the|our) (?:venue|centre"
            r"|office|hall|library))\b"
        ),
    }
)
_DELIVERIES = tuple((delivery, re.compile(sign, re.IGNORECASE)) for delivery, sign in _DELIVERY_SIGNS.items())
_PEOPLE_OF = re.compile(
    r"(?:the\s+)?(?:friends|society|association|guild|company|fellowship) of\b", re.IGNORECASE
)
_NAMED = {
    **{item.value: item for item in Delivery},
    **{item.value.replace("-", " "): item for item in Delivery},
}


def kind_said(typed: str) -> Kind | None:
    """The kind when the cell names one, as Kith's own sheet does."""
    return next((kind for kind in Kind if kind.value == typed.strip().casefold()), None)


@lru_cache(maxsize=4096)
def guess_kind(name: str, subjects: str = "", description: str = "", *, file: str = "") -> Kind:
    """By the last telling word of the name (a "Library Book Club" is a group), else the first of the rest.

    ``file`` is what the file calls its listings: streets in ``allotments.csv`` are allotments.
    """
    if _PEOPLE_OF.match(name):
        return Kind.GROUP
    by_name = _telling_words(name)
    if by_name:
        return by_name[-1]
    rest = _telling_words(subjects) or _telling_words(description[:400]) or _telling_words(file)
    return rest[0] if rest else Kind.SERVICE


def _telling_words(text: str) -> list[Kind]:
    found = sorted((match.end(), kind) for kind, sign in _KINDS for match in sign.finditer(text))
    kinds = [kind for _, kind in found]
    return [Kind.VOLUNTEERING] if Kind.VOLUNTEERING in kinds else kinds


def deliveries_in(words: str) -> frozenset[Delivery]:
    """The ways of taking part that the words name."""
    named = {_NAMED[part] for part in re.split(r"\s*[;,/|]\s*", words.strip().casefold()) if part in _NAMED}
    found = {delivery for delivery, sign in _DELIVERIES if sign.search(words)}
    return frozenset(named | found)


def guess_deliveries(words: str, *, has_place: bool) -> frozenset[Delivery]:
    """As the words say; what has an address also happens there."""
    found = deliveries_in(words)
    return found | {Delivery.AT_A_PLACE} if has_place or not found else found
