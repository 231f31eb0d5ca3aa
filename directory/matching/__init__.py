"""Pure ranking: words, meaning, distance, when and trust give suggestions with reasons. Never a database."""
