"""Use cases, one function each: allowed? → load → ask the model → save → record."""
