"""What a process has ready from which others are forked that read; importing it makes it so.

A fork shares the memory of what was there before it until one of the two writes to it. The collector writes to every
object that it looks at, so what is forked takes all that it has loaded out of its rounds, with the tables of units
and all patterns, which each process would otherwise read and compile for itself.
"""

from __future__ import annotations

import gc

import scraper.extract.annotate
import scraper.extract.officials.reading
import scraper.families
import scraper.page_reading  # noqa: F401  loaded for the processes that are forked
from scraper.patterns import compile_waiting
from scraper.units.gazetteer import gazetteer

gazetteer()
compile_waiting()
gc.collect()
gc.freeze()
