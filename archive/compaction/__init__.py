"""Stored pages of older releases, and the first ones of each portal, packed anew with a dictionary.

Records stay what they are to the byte; what changes is where they stand. A file is written beside the old one, read
back, and takes its place in one transaction; then the old one is removed. A note (:mod:`archive.compaction.pending`)
tells the next command that writes what a killed one had in hand.
"""
