"""Names of places and families that no one has: some common, most of them seldom, as in any gazetteer."""

import random
import re

_FIRST: list[str] = list(
    re.findall(
        r"\w+",
        "Ash Brom Cald Dun El Farn Gold Hart Ing Kil Lang Mar Nor Oak Pen Rad Stan Thorn Ux Wat Yar Black "
        "Brad Cot Cran Dray Ever Fen Grim Hazel Hol Hunt Ket Lam Lin Mid Mor New Ot Pick Quern Red Roth "
        "Sher Skel Stoke Sut Tad Tre Wal West Whit Wick Win Wood Wroth Aber Ard Bal Cwm Inver Llan Strath "
        "Swin Thurl Birk Aldr Bex Chol Dorr Esk Frod",
    )
)
_INNER: list[str] = list(
    re.findall(
        r"\w+",
        "er in ing en el ar al or an es ow i a o ber der fer ger ker mer ner ter ver wer ster den len win "
        "ring ling",
    )
)
_MIDDLE = (*_INNER, *(one + other for one in _INNER for other in _INNER))
_LAST: list[str] = list(
    re.findall(
        r"\w+",
        "ton ley ford ham by wick worth thorpe field wood bury dale den hurst stead mere combe well bridge "
        "stow beck gate don minster holme low shaw royd try wen gill croft haven cliffe moor brook side "
        "ness mouth burn",
    )
)
_SHORT = len(_FIRST) * len(_LAST)
_LONG = _SHORT * len(_MIDDLE)
# Without factors in common with the two, so that all names come and neighbours in rank do not look alike.
_MIXER = 1_000_003


def a_proper_name(chance: random.Random) -> str:
    """One of some two and a half million, the first of them said far more often than the last."""
    return _spell(int((_SHORT + _LONG) ** chance.random()) - 1)


def _spell(rank: int) -> str:
    if rank < _SHORT:
        first, last = divmod(rank * _MIXER % _SHORT, len(_LAST))
        return _FIRST[first] + _LAST[last]
    rest, last = divmod((rank - _SHORT) * _MIXER % _LONG, len(_LAST))
    first, middle = divmod(rest, len(_MIDDLE))
    return _FIRST[first] + _MIDDLE[middle] + _LAST[last]
