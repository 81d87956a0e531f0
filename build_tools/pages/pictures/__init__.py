"""What is drawn on pages: pure functions from what is known to shapes, none of which knows how it will look."""
