"""What is kept of all listings: read from services, written into a drawer, read back."""

from dataclasses import dataclass

import numpy as np

from directory.matching.index.drawer import Drawer, get_array, put_array
from directory.matching.index.facts import Facts
from directory.matching.index.merging import merge_postings
from directory.matching.index.pieces import Pieces
from directory.matching.index.postings import load_postings
from directory.matching.index.rhythms import Rhythms
from directory.matching.index.spellings import Spellings
from directory.matching.index.word_rows import WordRows
from directory.matching.nearness import Floats, Rows, grid_keys


@dataclass(frozen=True, slots=True)
class Kept:
    """Numbers, ids, names, the keys they are filed by and the services, by row; and by word its rows."""

    facts: Facts
    ids: Pieces
    names: Pieces
    keys: Pieces
    services: Pieces
    ranks: Floats
    rhythms: Rhythms
    words: WordRows
    spellings: Spellings

    def save(self, drawer: Drawer, rows: Rows) -> None:
        """Write these rows, which become rows 0, 1, 2 and so on."""
        new_row = np.full(len(self.facts), -1, dtype=np.int64)
        new_row[rows] = np.arange(len(rows))
        self.facts.taken(rows).save(drawer)
        self.ids.save(drawer, "ids", rows)
        self.names.save(drawer, "names", rows)
        self.keys.save(drawer, "keys", rows)
        self.services.save(drawer, "services", rows)
        put_array(drawer, "ranks", ranked(self.ranks[rows]))
        self.rhythms.save(drawer, rows)
        merge_postings(self.words.parts, new_row, size=len(rows), drawer=drawer)
        self.spellings.save(drawer)

    @classmethod
    def load(cls, drawer: Drawer) -> "Kept":
        """As saved; ``OSError`` or ``ValueError`` when something is missing or cut off."""
        facts = Facts.load(drawer)
        return cls(
            facts=facts,
            ids=Pieces.load(drawer, "ids"),
            names=Pieces.load(drawer, "names"),
            keys=Pieces.load(drawer, "keys"),
            services=Pieces.load(drawer, "services", looked_up=True),
            ranks=get_array(drawer, "ranks", np.float64),
            rhythms=Rhythms.load(drawer),
            words=WordRows((load_postings(drawer, len(facts)),), {}),
            spellings=Spellings.load(drawer),
        )

    def in_order(self, rows: Rows) -> Rows:
        """Neighbours next to each other, so that what is asked for together lies together on disk."""
        points = self.facts.points
        point_rows = points.column("row", np.int64)
        latitudes, longitudes = (points.column(name, np.float64) for name in ("latitude", "longitude"))
        keys = np.full(len(self.facts), np.inf)
        # Backwards, so that the first place of each row is the one that stays.
        keys[point_rows[::-1]] = grid_keys(latitudes, longitudes)[::-1]
        return rows[np.lexsort((self.ranks[rows], keys[rows]))]


def ranked(ranks: Floats) -> Floats:
    """The same order as 0, 1, 2 and so on."""
    places = np.empty(len(ranks))
    places[np.argsort(ranks, kind="stable")] = np.arange(len(ranks))
    return places
