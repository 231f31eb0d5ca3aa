"""What the words of a text look like, in the order in which they are tried."""

import re

from directory.exchange.times.other_patterns import NOISE, NOTES, OTHERS, SIGNS, WARNINGS
from directory.exchange.times.time_patterns import DATES, HOURS, OFTEN

_ALL = (*NOISE, *OFTEN, *NOTES, *DATES, *HOURS, *SIGNS, *WARNINGS, *OTHERS)
# The number before the name keeps group names apart.
ANY_WORD = re.compile(
    "|".join(f"(?P<k{at}_{name}>{ways})" for at, (name, ways) in enumerate(_ALL)), re.IGNORECASE | re.VERBOSE
)
OSM_DAY = re.compile(r"Mo|Tu|We|Th|Fr|Sa|Su")
TAGS = re.compile(r"<[^<>]*>")
TAGS_IN_LINE = re.compile(r"</?(?:strong|b|em|i|u|span|a|font|small|sup)\b[^<>]*>", re.IGNORECASE)
BLANKS = re.compile(r"[^\S\n]+")
