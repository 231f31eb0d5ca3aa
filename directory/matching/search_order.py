"""How names are filed, for whoever sorts them outside the index."""

from directory.matching.index.naming import name_key

__all__ = ["name_key"]
