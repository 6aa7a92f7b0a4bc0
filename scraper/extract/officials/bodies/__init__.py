"""Bodies: the organisation that a title is held in, printed or left out."""
