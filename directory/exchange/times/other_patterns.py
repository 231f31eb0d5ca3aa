"""What stands beside days and hours: remarks, warnings, signs, and numbers that are no times."""

from directory.exchange.times.word_edges import DASH, END, Rows

_NO_RANGE_BEFORE = r"(?<![-–—\d.:])(?<![-–—]\s)(?<!to\s)(?<!til\s)(?<!till\s)(?<!until\s)"
_HOLIDAYS = r"(?:holidays?|hols?)"

NOISE: Rows = (
    ("address", r"https?://\S+ | www\.\S+ | [\w.+-]+@[\w-]+\.[\w.]+"),
    ("phone", r"(?:\+44|(?<![\d:.])0)(?:[\s()-]*\d){9,10}(?![\d:.])"),
    (
        "street",
        r"""
        \d+\s?[-–]\s?\d+,?\s+(?-i:(?:[A-Z][a-z]+\s+){1,3}
        (?:Street|St|Road|Rd|Lane|Avenue|Ave|Close|Drive|Way|Place|Square|Terrace|Gardens|Crescent|Hill|Row)\b)
        """,
    ),
    ("postcode", r"(?-i:\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b)"),
    (
        "ages",
        rf"""
        (?:age[sd]?|aged\s+between|years?|yrs?|ks|key\s+stages?)\s*\d+\s*
        (?:(?:{DASH}|to|and|&)\s*\d+|\+)?
        | (?<![\d.:])\d{{1,2}}\s*(?:{DASH}|to)\s*\d{{1,2}}\s*-?\s*(?:years?|yrs?|months?)
        (?:\s*-?\s*olds?)?{END}
        | (?:over|under|u)\s*-?\s*\d+'?s{END}
        | \d+\s*\+
        | \d+s{END}
        | \d+\s+(?:and|or)\s+over{END}
        """,
    ),
    ("money", rf"£\s*\d+(?:\.\d\d)?(?:\s*p{END})? | (?<![\d.:])\d+p{END}(?!\.?\s?m) | \d+\s*%"),
    (
        "amount",
        rf"""
        {_NO_RANGE_BEFORE}(?!24\s*h)\d+(?:\.\d(?!\d))?\s*-?\s*(?:{DASH}\s*\d+\s*)?
        (?:weeks?|wks?|min(?:ute)?s?|hours?(?!\s*a\s+day)|hrs?(?!\s*(?:[\d–-]|to\b|until\b|till?\b))|people|persons?|places?
        |spaces?|seats?|miles?|metres?|courses?|years?|tables?|computers?|members){END}
        | (?:room|unit|floor|flat|suite|no\.?|route)\s*\d+[a-z]?{END}
        (?!\s*(?:{DASH}|[:.]\d|[ap]\.?m))
        """,
    ),
    (
        "name",
        r"""
        \bclosed\s+(?:group|session|facebook|circuit)\b
        | \blast\s+(?:entry|orders?|admissions?)\b
        """,
    ),
)

NOTES: Rows = (
    (
        "term",
        rf"""
        (?:local\s+)?(?:(?:during|in|outside|outside\s+of|not)\s+)?(?:school\s+)?
        term[\s-]*times?(?:\s+only)?{END}
        | (?:during|in)\s+(?:school\s+)?terms?{END}
        """,
    ),
    (
        "appointment",
        rf"""
        (?:strictly\s+)?by\s+(?:prior\s+)?(?:appointments?|arrangement|request)(?:\s+only)?{END}
        | (?:up)?on\s+request{END}
        | appointments?\s+(?:only|required|needed|necessary){END}
        | (?<!no\s)booking\s+(?:is\s+)?(?:essential|required|needed){END}
        | (?:must|please)\s+(?:be\s+)?(?:pre-?\s?)?book(?:ed)?{END}
        | weather\s+permitting{END}
        """,
    ),
    (
        "with_bank",
        rf"""
        (?:includ(?:ing|es)|incl?\.?|open)\s+(?:on\s+)?(?:most\s+|all\s+)?(?:bank|public)\s+
        {_HOLIDAYS}{END}
        """,
    ),
    ("bank", rf"(?:bank|public)\s+{_HOLIDAYS}(?:\s+mondays?)?{END} | (?-i:\bPH\b|\bBHs?\b)"),
    (
        "holiday",
        rf"""
        (?:(?:school|summer|christmas|xmas|easter|winter|half[\s-]?term|religious|national)\s+)+
        (?:holidays?|hols?|breaks?|periods?|vacations?){END}(?:\s+only{END})?
        | (?:christmas|new\s+year(?:['’]?s)?|boxing|easter|good)\s+
        (?:day|eve|friday|sunday|monday|weekend)(?:\s+(?:bank\s+)?holidays?)?{END}
        | (?:christmas|xmas|easter|new\s+year|half[\s-]?terms?)(?:\s+(?:and|&)\s+new\s+year)?{END}
        (?:\s+only{END})?
        | {_HOLIDAYS}{END}(?:\s+only{END})?
        """,
    ),
)

SIGNS: Rows = (
    ("until", rf"(?:until|till|'?til){END}"),
    (
        "end",
        r"""
        [,;]?\s*(?:and\s+)?(?:ends?|ending|finish(?:es|ing)?|clos(?:e|es|ing))(?:\s+(?:at|by|time))?\s*:?\s*
        (?=\d|noon|mid)
        """,
    ),
    (
        "dash",
        rf"""
        (?:{DASH}|…|\.{{2,}})+
        | (?:to|untill?|till?|thru|through|up\s+to){END}
        | 'til\b
        | n\s?/\s?a{END}
        """,
    ),
    ("break", r"[;\n|•●▪◦·*]+ | \s[oØ]\s(?=[A-Z])"),
    ("slash", r"/"),
    ("comma", r","),
    ("and", rf"&|\+ | (?:and|plus|also){END}"),
    ("colon", r":"),
    ("open", r"\("),
    ("close", r"\)"),
    ("stop", r"[.!?](?=\s|$)"),
)

WARNINGS: Rows = (
    (
        "except",
        rf"""
        (?:except(?:\s+for|ing)?|save\s+for|aside(?:\s+from)?|exclud(?:ing|es)|excl?\.?|apart\s+from
        |other\s+than|but\s+not|not|outside(?:\s+of)?)(?:\s+(?:open\s+)?(?:on|in|during|over|at|for))?
        {END}
        """,
    ),
    (
        "doubt",
        rf"""
        (?:respectively|unless|var(?:ied|ies)\s+by|tbc|tba|to\s+be\s+(?:confirmed|announced)|sunrise|sunset
        |dusk|dawn|annually|yearly|quarterly|termly|bi-?\s?monthly|only\s+when|when\s+open|(?:last|first)\s+day
        |working\s+days?|most\s+days|some\s+(?:weeks|days|months)
        |(?:temporarily|currently|permanently)\s+closed|closed\s+(?:until|for)\s+(?:further|refurb\w*)){END}
        """,
    ),
    (
        "seasonal",
        rf"""
        (?:summer|winter|spring|autumn)(?=\s*(?:opening|hours|times|months|only|season|period|:|\()){END}
        | (?:in|during|over|throughout)\s+(?:the\s+)?(?:summer|winter|spring|autumn){END}
        """,
    ),
    (
        "hedge",
        rf"""
        (?:usually|normally|generally|typically|most\s+(?:weeks|months)|(?:times?|hours?|days?|dates?
        |schedules?|opening|sessions?)\s+(?:\w+\s+)?(?:var(?:y|ies)|differ)){END}
        """,
    ),
    ("nearly", rf"(?:about|around|approx(?:imately)?|circa|roughly|most){END}\.?"),
    ("rarely", rf"(?:sometimes|occasional(?:ly)?|seasonal(?:ly)?){END}"),
    (
        "wary",
        rf"""
        (?:or|before|after|some|selected|certain|various|either|no|following|previous|odd|even|varied){END}
        """,
    ),
    ("between", rf"between{END}"),
)

OTHERS: Rows = (
    (
        "skip",
        rf"""
        (?:open(?:ing|s)?|times?|hours?|hrs|from|at|on|every|each|the|weekly|per|a|week|of|over|during|all
        |sessions?|meets?|meeting|we|are|is|both|start(?:s|ing)?|then|regular|all\s+day|continuous|only
        |inc(?:l|lusive)?|p\.?h|am|pm|in|for){END}
        """,
    ),
    ("mixed", r"[^\W\d_]+-?\d\w* | \d+[^\W\d_][\w-]*"),
    ("word", r"[^\W\d_]+(?:['’][a-z]+)*|[^\s\w]"),
)
