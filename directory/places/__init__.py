"""From words to points: postcodes, place names, outlines of neighbourhoods."""
