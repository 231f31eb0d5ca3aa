"""The entry script of every page: the frame does the rest."""

from directory.ui import frame

frame.run()
