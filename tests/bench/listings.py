"""A made-up directory of any size: the same listings for the same seed, one at a time, where people live."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal

from directory.model.location import Access, Accessibility, Address, Location, ServiceArea
from directory.model.organization import Organization
from directory.model.place import Point, Precision
from directory.model.schedule import Frequency, Schedule, Weekday
from directory.model.service import (
    Attribute,
    Contact,
    CostOption,
    Delivery,
    Kind,
    Phone,
    Service,
)
from directory.model.verification import Method, Verification
from tests.bench.ground import Ground
from tests.bench.proper_names import a_proper_name
from tests.bench.questions import NOW
from tests.bench.wording import Words, Writer, by_rank

_EACH, _VENUE = 1_000_003, 500_009
_AT_A_PLACE = frozenset({Delivery.AT_A_PLACE})
_ELSEWHERE = tuple(
    frozenset({way})
    for way in (Delivery.PHONE, Delivery.PHONE, Delivery.ONLINE, Delivery.COMES_TO_YOU, Delivery.COMES_TO_YOU)
)
_SHORTEST, _MIDDLING, _LONGEST = 30, 76, 120
_OPENINGS = (9, 10, 10, 10, 11, 13, 14, 14, 17, 18, 19, 19)
_MONTHLY = ("1TU", "2WE", "3TH", "-1FR", "2MO", "1SA", "4TU")


@dataclass(frozen=True, slots=True)
class MadeUpDirectory:
    """``count`` listings; number n is the same in every run with the same seed, count and ground."""

    ground: Ground
    words: Words
    count: int
    seed: int = 7

    def __iter__(self) -> Iterator[Service]:
        """All of them, none kept."""
        return map(self.listing, range(self.count))

    def listing(self, number: int) -> Service:
        """The listing of that number."""
        chance = random.Random(self.seed * _EACH + number)
        venue = self._venue(int(chance.random() ** 1.6 * max(1, self.count // 4)))
        town = venue.address.city if venue.address else ""
        writer = Writer(self.words, chance, town=town, venue=venue.name)
        is_role = chance.random() < 0.08
        deliveries = chance.choice(_ELSEWHERE) if chance.random() < 0.05 else _AT_A_PLACE
        least, most = _ages(chance)
        key = f"{self.seed:08x}-0000-4000-8000-{number:012x}"
        return Service(
            id=key,
            name=writer.write("roles" if is_role else "names"),
            organization=self._organization(writer, number),
            description=writer.describe(_length(chance)),
            kind=Kind.VOLUNTEERING if is_role else Kind.GROUP,
            email=f"hello@group-{number}.example.org" if chance.random() < 0.6 else "",
            minimum_age=least,
            maximum_age=most,
            is_free=chance.choice((True, True, False, False, None)),
            deliveries=deliveries,
            welcomes=tuple(writer.write("welcomes") for _ in range(chance.randint(1, 3))) if is_role else (),
            locations=() if deliveries in _ELSEWHERE[:3] and chance.random() < 0.5 else (venue,),
            schedules=_schedules(chance),
            contacts=_contacts(self.words, chance),
            cost_options=_costs(chance),
            service_areas=_areas(deliveries, town, chance),
            attributes=_topics(writer, chance),
            verifications=_checks(key, chance),
        )

    def _venue(self, number: int) -> Location:
        chance = random.Random(self.seed * _EACH + _VENUE * _EACH + number)
        point, town = self.ground.somewhere(chance)
        kind = by_rank(self.words.lists["venues"], chance, even=6)
        whose = chance.choice((town, by_rank(self.words.lists["saints"], chance), a_proper_name(chance)))
        key = f"{self.seed:08x}-0001-4000-8000-{number:012x}"
        road = (
            f"{chance.randint(1, 180)} {a_proper_name(chance)} {by_rank(self.words.lists['roads'], chance)}"
        )
        return Location(
            id=key,
            name=f"{whose} {kind}",
            point=point,
            precision=Precision.POSTCODE,
            address=Address(key, road, town),
            accessibility=tuple(
                Accessibility(f"{key}-{one.value}", one.value.replace("-", " "), feature=one)
                for one in chance.sample(list(Access), chance.choice((0, 0, 1, 2, 3, 4)))
            ),
        )

    def _organization(self, writer: Writer, number: int) -> Organization:
        name = writer.write("organizations")
        return Organization(f"{self.seed:08x}-0002-4000-8000-{number:012x}", name)


def nearby(listing: Service) -> Point | None:
    """Where it is, when it is anywhere."""
    return next(iter(listing.points), None)


def _length(chance: random.Random) -> int:
    drawn = int(_MIDDLING * chance.lognormvariate(0, 0.45)) - 12
    return min(max(drawn, _SHORTEST - 8), _LONGEST - 20)


def _ages(chance: random.Random) -> tuple[int | None, int | None]:
    drawn = chance.random()
    if drawn < 0.12:
        return chance.choice((16, 18, 18, 50, 55, 60, 65)), None
    return chance.choice(((0, 4), (5, 11), (11, 18), (18, 30))) if drawn < 0.2 else (None, None)


def _schedules(chance: random.Random) -> tuple[Schedule, ...]:
    if chance.random() < 0.15:
        return ()
    opens = chance.choice(_OPENINGS)
    is_monthly = chance.random() < 0.15
    days = chance.sample(list(Weekday), chance.choice((1, 1, 1, 1, 2, 3, 5)))
    byday = chance.choice(_MONTHLY) if is_monthly else ",".join(day.value for day in sorted(days))
    return (
        Schedule(
            id=f"{byday} {opens}",
            freq=Frequency.MONTHLY if is_monthly else Frequency.WEEKLY,
            byday=byday,
            opens_at=time(opens, chance.choice((0, 0, 30))),
            closes_at=time(opens + chance.choice((1, 2, 2, 3)), 30),
        ),
    )


def _contacts(words: Words, chance: random.Random) -> tuple[Contact, ...]:
    if chance.random() < 0.3:
        return ()
    number = f"01632 960{chance.randint(0, 999):03}"
    return (
        Contact(
            number, name=by_rank(words.lists["firsts"], chance, even=10), phones=(Phone(number, number),)
        ),
    )


def _costs(chance: random.Random) -> tuple[CostOption, ...]:
    if chance.random() < 0.6:
        return ()
    return (CostOption("1", option="each time", amount=Decimal(chance.choice((1, 2, 3, 3, 4, 5, 6, 8)))),)


def _areas(deliveries: frozenset[Delivery], town: str, chance: random.Random) -> tuple[ServiceArea, ...]:
    if deliveries is _AT_A_PLACE:
        return ()
    miles = (
        chance.choice((3.0, 5.0, 5.0, 10.0, 10.0, 15.0, 20.0, None))
        if Delivery.COMES_TO_YOU in deliveries
        else None
    )
    return (ServiceArea("1", f"{town} and around", miles=miles),)


def _topics(writer: Writer, chance: random.Random) -> tuple[Attribute, ...]:
    drawn = [by_rank(writer.type.phrases, chance, even=4) for _ in range(chance.choice((0, 1, 1, 2, 3)))]
    return tuple(Attribute(topic, topic) for topic in dict.fromkeys(drawn))


def _checks(key: str, chance: random.Random) -> tuple[Verification, ...]:
    if chance.random() < 0.3:
        return ()
    at = NOW - timedelta(days=min(900, int(chance.expovariate(1 / 160))))
    return (Verification(f"{key}-check", at, "Jo", chance.choice(list(Method))),)
