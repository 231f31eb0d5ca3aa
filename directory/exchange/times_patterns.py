"""What words about time look like, in the order in which they are tried."""

import re

_DAY = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nes(?:day)?)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_NTH = r"1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last"
_MERIDIEM = r"(?:a\.?m\b\.?|p\.?m\b\.?)"

_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "ages",
        (
            r"\b(?:age[sd]?|aged between)\s*\d+\s*(?:-|–|to|\+)?\s*\d*|\b\d+\s*(?:-|–"
            r"|to)\s*\d+\s*(?:years?|yrs?)\b(?:\s*olds?)?"
        ),
    ),
    ("money", r"£\s*\d+(?:\.\d\d)?(?:\s*p\b)?|\b\d+p\b"),
    ("always", r"\b24\s*/\s*7\b|\b24\s*hours?(?:\s+a\s+day)?(?:,?\s*7\s+days(?:\s+a\s+week)?)?"),
    ("daily", r"\b(?:7|seven)\s+days(?:\s+(?:a|per)\s+week)?|\bevery\s*day\b|\bdaily\b|\beach day\b"),
    ("weekdays", r"\bweek\s?days?\b"),
    ("weekend", r"\bweek\s?ends?\b"),
    ("indays", r"\bin\s+(?P<in_n>\d{1,3})\s+days?\b"),
    (
        "everyn",
        (
            r"\bevery\s+(?P<every_n>\d|two|three|four)\s+weeks?\b"
            r"|\b(?:once\s+)?(?:a\s+)?(?:fortnightly|fortnight)\b|\bevery\s+other\b(?:\s+week\b)?"
            r"|\balternate\b(?:\s+weeks?\b)?|\bbi-?weekly\b"
        ),
    ),
    (
        "ofmonth",
        (
            r"\b(?:of|in|for)\s+(?:the|each|every|a)\s+(?:calendar\s+)?month\b|\bof\s+months?\b"
            r"|\b(?:each|every)\s+month\b"
        ),
    ),
    ("monthly", r"\b(?:once\s+a\s+month|monthly)\b"),
    (
        "term",
        (
            r"\b(?:local\s+)?(?:during\s+|in\s+)?(?:school\s+)?term[\s-]*times?(?:\s+only)?\b"
            r"|\bduring\s+term\b"
        ),
    ),
    (
        "holidays",
        (
            r"\b(?:closed\s+|not\s+|except\s+|excluding\s+|excl?\.?\s+)(?:on\s+)?(?:public\s+"
            r"|bank\s+)(?:holidays?|hols?)|\bPH\s+off\b"
        ),
    ),
    (
        "appointment",
        (
            r"\bby\s+(?:prior\s+)?appointment(?:\s+only)?\b|\bbooking\s+(?:essential|required"
            r"|needed)\b"
        ),
    ),
    (
        "fulldate",
        r"\b(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<mon>" + _MONTH + r"),?\s+(?P<y>20\d\d)\b"
        r"|\b(?P<iso>20\d\d-\d\d-\d\d)\b|\b(?P<uk>\d{1,2}/\d{1,2}/20\d\d)\b",
    ),
    (
        "season",
        (r"\b(?:from\s+)?(?P<since>")
        + _MONTH
        + (r")\s*(?P<link>-|–|to|until|till|and|&)\s*(?P<until>")
        + _MONTH
        + (r")(?!\s+\d)"),
    ),
    (
        "month",
        (r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?")
        + _MONTH
        + (r"|\b")
        + _MONTH
        + (r"(?:\s+\d{1,2}(?:st|nd|rd|th)?\b)?"),
    ),
    ("osmnth", r"\[(?P<osm_n>-?\d(?:\s*,\s*-?\d)*)\]"),
    ("nth", r"\b(?P<nth>" + _NTH + r")\b"),
    ("day", r"\b(?P<day>" + _DAY + r")(?:['’`]?s)?\b\.?"),
    ("osmday", r"\b(?P<osm_day>Mo|Tu|We|Th|Fr|Sa|Su)\b(?=\s*[-–,;\[]|\s*\d|\s*$|\s+off|\s+closed)"),
    ("closed", r"\b(?:closed|not\s+open)\b|(?<=(?:Mo|Tu|We|Th|Fr|Sa|Su)\s)off\b"),
    ("noon", r"\b(?:12\s*[.:]?(?:00)?\s*)?(?:noon|mid-?day)\b"),
    ("midnight", r"\b(?:12\s*[.:]?(?:00)?\s*)?midnight\b"),
    ("late", r"\blate\b|\bclose\b|\bfinish\b"),
    (
        "clock",
        (
            r"(?<![\d.:])(?P<h>[01]?\d|2[0-4])(?:\s*[.:;]\s?(?P<m>[0-5]\d)(?::00)?(?!\d)"
            r"|h(?P<mh>[0-5]\d))?\s*(?P<mer>"
        )
        + _MERIDIEM
        + (
            r")|(?<![\d.:])(?P<h2>[01]?\d|2[0-4])[.:](?P<m2>[0-5]\d)(?::00)?(?:hrs?)?(?![\d.:])"
            r"|(?<!\d)(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d)(?:\s*hrs?)?(?=\s*(?:-|–"
            r"|to)\s*\d{4}(?!\d)|\s*hrs)|(?<=\d{4}[-–])(?P<h5>[01]\d|2[0-3])(?P<m5>[0-5]\d)(?!\d)"
            r"|(?<=\d{4}\s[-–]\s)(?P<h6>[01]\d|2[0-3])(?P<m6>[0-5]\d)(?!\d)"
        ),
    ),
    ("number", r"(?<![\d.:£])(?P<number>\d{1,2})(?![\d.:])(?:\s*o['’]?clock)?"),
    ("digits", r"[\w+]*\d[\w.:/+-]*"),
    ("dash", r"[-–—−‐‑~=]+|\b(?:to|until|untill|till?|thru|through)\b|(?<=\w)'til\b"),
    ("join", r"&|\+|\band\b|/"),
    ("semicolon", r"[;\n|•]+"),
    ("comma", r","),
    (
        "doubt",
        (
            r"\b(?:except|excluding|unless|most|some|var(?:y|ies|ied|ying|iable)|usually|approx\w*"
            r"|about|around|before|after|either|or|not|no(?!\s+(?:need|booking|charge"
            r"|appointment))|only\s+when|when|sunrise|sunset|dusk|dawn|easter|christmas|winter"
            r"|summer|spring|autumn|seasonal\w*|holidays?|hols?|half[\s-]?term|previous|following"
            r"|penultimate|annual\w*|twice|month|once|appointments?|request)\b"
        ),
    ),
    (
        "skip",
        (
            r"\bonce\s+a\s+week\b|\b(?:open(?:ing)?|times?|hours?|hrs|from|between|at|on|every"
            r"|each|the|weekly|per|a|week|of|sessions?|meets?|meeting|we|are|is|both|start(?:s"
            r"|ing)?|also|plus|then|regular|all\s+day|continuous|public|p\.?h|am|pm)\b"
        ),
    ),
    ("word", r"[^\W\d_]+(?:['’][a-z]+)*|[^\s\w]"),
)

ANY_WORD = re.compile("|".join(f"(?P<k_{name}>{pattern})" for name, pattern in _PATTERNS), re.IGNORECASE)
OSM_DAY = re.compile(r"Mo|Tu|We|Th|Fr|Sa|Su")
TAGS = re.compile(r"<[^<>]*>")
