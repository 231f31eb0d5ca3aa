"""Values and rules of the problem; imports the standard library only."""
