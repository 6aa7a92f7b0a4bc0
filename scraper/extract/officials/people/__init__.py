"""People: the mentions of an article brought together; who is no official after all."""
