"""The database made anew from the stored pages: the crawls that brought them, once more, without a network.

The pages hold in the order of their making what was asked for, what came back, and when (:mod:`archive.crawl_log`).
The replay merges the files of all portals into that order (:mod:`archive.replay.events`), lets the clock stand at each
moment, and hands the answers to the same code as the crawl did (:class:`scraper.visit.Visit`, the store). So ids,
histories, and what the next visit asks for come out the same; where another version of congtin made the pages, what it
asked for is taken as it is written, and what the answers come to is for this version to say.
"""

from archive.replay.events import OwnFile, own_file
from archive.replay.replaying import ReplayOutcome, refuse_interrupted, replay_archive, replay_files
from archive.replay.uncommitted import without_rests

__all__ = [
    "OwnFile",
    "ReplayOutcome",
    "own_file",
    "refuse_interrupted",
    "replay_archive",
    "replay_files",
    "without_rests",
]
