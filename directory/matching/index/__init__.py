"""The directory by row numbers: columns, words and places on disk, read where they are asked for."""
