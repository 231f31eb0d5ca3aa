"""What matching has read of every listing, by row: arrays from which a listing is put together again."""
