"""What ran when on this machine and what it came to: a line in a file of the archive, and a row of the database.

The lines (:mod:`~archive.runs.lines`) are what is kept, the rows of ``runs`` and ``run_crawls`` are made of them again
when the database is (:func:`~archive.runs.lines.refill`): no stored page tells of a run that reached no portal.
"""
