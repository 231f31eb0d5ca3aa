"""Where words about time begin and end, and what several patterns share.

A word also begins and ends where capitals say so, because forms lose spaces: "9am-5pmTuesday". Figures may
stand on either side: "Mon10-12".
"""

# A name that ``tokens`` knows, and the ways to write it.
Rows = tuple[tuple[str, str], ...]

BEGIN = r"(?:(?<![a-z])|(?-i:(?<=[a-z])(?=[A-Z])))"
END = r"(?:(?![a-z])|(?-i:(?<=[a-z])(?=[A-Z])))"
NO_FIGURE_BEFORE = r"(?<!\d)(?<!\d[.:])"
DASH = r"[-–—−‐‑‒―~=→>]"
NTH = r"[1-5]\s?(?:st|nd|rd|th)|first|second|third|fou?rth|fifth|last|final|penultimate"
NUMBER = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
