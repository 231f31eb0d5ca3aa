"""Who runs a service: HSDS ``organization``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organization:
    """HSDS ``organization``; ``id`` is a uuid as text."""

    id: str
    name: str
    description: str = ""
    website: str = ""
    email: str = ""
    uri: str = ""
