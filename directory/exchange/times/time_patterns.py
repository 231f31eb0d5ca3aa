"""What days, dates and hours look like."""

from directory.exchange.times.calendar_words import DATE, DAY_OF_MONTH, MONTH, SEASON
from directory.exchange.times.word_edges import DASH, END, NO_FIGURE_BEFORE, NTH, NUMBER, Rows

_DAY = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nes(?:day)?)?|thu(?:r(?:s(?:day)?)?)?|thrs|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?"
)
_MERIDIEM = r"(?:a\.?\s?m\b\.?|p\.?\s?m\b\.?|[ap]\.?m(?-i:(?=[A-Z])))"
_TO = rf"(?:{DASH}|to|until|till?)"
_MINUTES = r"(?:\s?:\s?|\s?\.|[;·])"
_HRS = r"(?:\s*(?:h(?:ou)?rs?\b|h\b))?"
_TWELVE = rf"(?:(?:{NO_FIGURE_BEFORE}12|\btwelve)\s*[.:]?(?:00)?\s*(?:[ap]\.?m\.?)?\s*\(?)?"
_OCLOCK = r"\s*o['’]?\s?clock"

OFTEN: Rows = (
    (
        "always",
        rf"""
        24\s*/\s*7{END}
        | 24\s*hours?(?:\s+a\s+day)?,?\s*(?:7|seven)\s+days(?:\s+(?:a|per)\s+week)?
        """,
    ),
    ("allday", rf"24\s*(?:hours?|hrs?){END}(?:\s+a\s+day)?"),
    (
        "daily",
        rf"""
        (?:(?:7|seven)\s+days(?:\s+(?:a|per)\s+week)?|(?:every|each)\s*day|daily|all\s+week){END}
        """,
    ),
    ("weekdays", rf"(?:mid)?week\s?days?{END} | (?-i:\bM\s?[-–]\s?F\b)"),
    ("weekend", rf"week\s?ends?{END}"),
    ("indays", r"\bin\s+(?P<in_n>\d{1,3})\s+days?\b"),
    (
        "skip",
        rf"""
        (?:[1-6]|{NUMBER})\s+days\s+(?:a|per)\s+week{END}
        | once\s+(?:a|per|every|each)\s+week{END}
        """,
    ),
    (
        "everymonth",
        rf"""
        (?:every\s+(?:other|second|third|2nd|3rd|\d|two|three|four|six)|alternate)\s+
        (?:months?|days?|year){END}
        """,
    ),
    (
        "every",
        rf"""
        every\s+(?P<every_n>\d|two|three|four|second|third|2nd|3rd|4th|fourth)\s+weeks?{END}
        | (?:(?:once\s+)?(?:a|every|each|per)\s+)?fortnight(?:ly)?{END}
        | (?:every\s+other|alternat(?:e|ing))(?:\s+weeks?)?{END}
        | bi-?\s?weekly{END}
        """,
    ),
    (
        "weekno",
        rf"""
        (?:{NTH}|weeks?\s+\d)(?:\s*(?:&|and|,|/)\s*(?:{NTH}|\d))*\s*(?:full\s+)?weeks?{END}
        | weeks?\s+\d
        """,
    ),
    (
        "ofmonth",
        rf"""
        (?:of|in|for|on)\s+(?:the|each|every|a|any)\s+(?:calendar\s+)?months?{END}
        | of\s+months?{END}
        | (?:each|every|a|per|(?:once|twice)\s+a)\s+(?:calendar\s+)?months?{END}
        | (?:twice\s+)?monthly{END}
        """,
    ),
    ("osmnth", r"\[(?P<osm_n>-?\d(?:\s*,\s*-?\d)*)\]"),
)

DATES: Rows = (
    ("season", rf"{SEASON}(?:\s+inc(?:l|lusive)?{END}\.?)?"),
    (
        "since",
        rf"""
        (?:from|start(?:s|ing|ed)?|beg(?:ins?|inning|an)|commenc(?:es|ing|ed)|as\s+of|resum(?:es|ing)
        |w\.?e\.?f\.?|returns?|next(?:\s+(?:one|meeting|session))?(?:\s+is)?)(?:\s*:|\s+again)?\s+(?:(?:on|from|in)\s+)?(?P<from>{DATE})
        (?:\s+(?:onwards?|to\s+date))?{END}
        """,
    ),
    (
        "no_later",
        rf"""
        (?:(?:up\s+)?(?:until|till?)|up\s+to|ending|ends|finish(?:es|ing)|to)\s+
        (?:(?:on|the)\s+)?(?P<to>{DATE}){END}
        """,
    ),
    ("dates", rf"(?<![\d.:/])(?:\d{{1,2}}(?:st|nd|rd|th)?\s*(?:,|&|and)\s*)+{DAY_OF_MONTH}(?![\d/:])"),
    ("date", rf"(?<![\d.:/])(?P<on>{DAY_OF_MONTH})(?![\d/:])"),
    ("month", rf"(?!(?-i:may|march)(?![a-z])){MONTH}"),
)

HOURS: Rows = (
    ("nth", rf"(?<!\d)(?P<nth>{NTH}){END}"),
    ("part", rf"(?:(?P<part>morning|afternoon|evening|night)s?|lunch\s?times?){END}"),
    ("day", rf"(?P<day>{_DAY})(?:['’`´]?s['’]?)?{END}(?:(?<!day)(?<!days)\.)?"),
    ("osmday", r"\b(?P<osm_day>Mo|Tu|We|Th|Fr|Sa|Su)\b(?=\s*[-–,;\[]|\s*\d|\s*$|\s+off|\s+closed)"),
    (
        "closed",
        rf"""
        (?:closed|closure|not\s+open|no\s+(?:sessions?|class(?:es)?|meetings?|groups?|service)
        (?:\s+on)?){END}
        | (?<=(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\s)off\b
        """,
    ),
    ("noon", rf"{_TWELVE}(?:noon|mid-?\s?day){END}"),
    ("midnight", rf"{_TWELVE}mid-?night{END}"),
    (
        "late",
        r"""
        (?:late|close)(?=\s*(?:$|[^\w\s]|\d|on\b|mon|tue|wed|thu|fri|sat|sun))
        | (?<=to\s)finish\b
        """,
    ),
    (
        "clock",
        rf"""
        {NO_FIGURE_BEFORE}(?P<h>[01]?\d|2[0-4])(?:(?:\s*[.:]\s?|[;,·])(?P<m>[0-5]\d)(?::00)?(?!\d)|h(?P<mh>[0-5]\d)
        |(?P<mm>[0-5]\d))?\s*(?P<mer>{_MERIDIEM})
        | {NO_FIGURE_BEFORE}(?P<h2>[01]?\d|2[0-4])(?:{_MINUTES}|h)(?P<m2>[0-5]\d)(?::00)?{_HRS}(?![\d.:]\d)
        | (?<![\d.:])(?!20[12]\d\s*[-–/]\s*(?:20)?\d\d(?!\d))
        (?P<h4>[01]?\d|2[0-3])(?P<m4>[0-5]\d)\s*(?:hrs?\b)?
        (?=\s*{_TO}\s*\d|\s*hrs)
        | (?:(?<=\d{{3}}[-–])|(?<=\d{{3}}\s[-–]\s)|(?<=\d{{3}}\sto\s))
        (?P<h5>[01]?\d|2[0-3])(?P<m5>[0-5]\d)(?![\d.:])
        """,
    ),
    (
        "halfpast",
        rf"""
        (?P<bit>half|quarter)[\s-]+(?P<side>past|to)\s+(?P<hour>\d{{1,2}}|{NUMBER}){END}
        (?:\s*(?P<hmer>{_MERIDIEM}))?
        """,
    ),
    (
        "hourword",
        rf"""
        (?P<hw>{NUMBER})(?=\s*(?:o['’]?\s?clock|{DASH}|to\b|until\b|till?\b|[ap]\.?m\b))
        (?:{_OCLOCK})?(?:\s*(?P<wmer>{_MERIDIEM}))?
        | (?:(?<=to\s)|(?<=til\s)|(?<=till\s)|(?<=until\s))(?P<hw2>{NUMBER}){END}(?!\s+(?:month|week|year))
        """,
    ),
    (
        "number",
        rf"""
        (?<![\d£])(?<!\d[.:])(?P<number>\d{{1,2}})(?![\d:]|\.\d)(?:{_OCLOCK})?(?:\s*(?:hrs?\b|h\b))?
        (?!(?!to|till?|until|and|mon|tue|wed|thu|fri|sat|sun)[a-z])
        """,
    ),
    ("figure", r"\d++(?![\d.:/]*\d)(?![a-z])"),
    ("digits", r"\d[\d.:/+-]*+(?![a-z])"),
)
