"""The two components of ours: text that is kept while it is typed, and keys."""
