"""Who is who: mentions of a name become persons, within and across portals.

``mentions`` writes who is named in an article, cheaply, while a crawl runs, and notes the name; ``resolver`` brings the
names noted to persons when the crawl has ended (``congtin people resolve``). What it decides rests on what the archive
holds alone (``facts``), so that it comes to the same persons in whatever order the articles arrived. ``decisions`` are
people's, and beat it.
"""
