"""The terms a listing is filed under in the lists that others use, read as concepts."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from directory.matching.vocabulary import Vocabulary
from directory.model.service import Attribute

_ADDRESSES: Mapping[str, str] = MappingProxyType(
    {"openactive.io/activity-list#": "openactive", "id.esd.org.uk/service/": "esd"}
)
_TAXONOMIES: Mapping[str, str] = MappingProxyType(
    {"openactive": "openactive", "openeligibility": "open_eligibility", "esd": "esd", "lga": "esd"}
)
_NOT_A_LETTER = re.compile(r"[^a-z]+")


def concepts_of(attribute: Attribute, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What a listing's own term stands for: known by its address, or by its label in a list that it names.

    A label alone may come from anywhere: OpenActive's "Jazz" is a dance.
    """
    for address, scheme in _ADDRESSES.items():
        _, is_there, name = attribute.term_uri.partition(address)
        if is_there:
            return vocabulary.named.get((scheme, name.strip("/")), ())
    taxonomy = _NOT_A_LETTER.sub("", attribute.taxonomy.casefold())
    schemes = (scheme for begins, scheme in _TAXONOMIES.items() if taxonomy.startswith(begins))
    label = attribute.term.strip().casefold()
    return next((vocabulary.named.get((scheme, label), ()) for scheme in schemes), ())
