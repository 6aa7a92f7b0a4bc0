"""Titles: where a post or rank begins and ends, whose it is, and whether it is held, new or past."""
