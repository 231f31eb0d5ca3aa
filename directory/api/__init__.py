"""Routes beside the pages: assets, tiles, health, sign-in."""
