"""Text that every store and index takes."""


def sound_text(typed: str) -> str:
    """Without NUL, which PostgreSQL refuses, and with U+FFFD for half a character, which is no Unicode.

    Halves come from file names in other encodings, from JSON that was cut short, and from browsers.
    """
    if typed.isascii():
        return typed.replace("\x00", "")
    return typed.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
