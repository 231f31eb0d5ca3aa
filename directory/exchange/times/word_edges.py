"""Where words about time end, and what several patterns share.

A word ends also where a capital says so, because forms lose spaces: "9am-5pmTuesday". The next begins there:
patterns are tried only where the word before has ended, and need not say where they begin.
"""

# A name that ``tokens`` knows, and the ways to write it.
Rows = tuple[tuple[str, str], ...]

END = r"(?:(?![a-z])|(?-i:(?<=[a-z])(?=[A-Z])))"
NO_FIGURE_BEFORE = r"(?<!\d)(?<!\d[.:])"
DASH = r"[-–—−‐‑‒―~=→>]"
NTH = r"[1-5]\s?(?:st|nd|rd|th)|first|second|third|fou?rth|fifth|last|final|penultimate"
NUMBER = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
