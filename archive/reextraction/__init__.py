"""Re-extraction: every revision's stored page read again by the extractor of now, without network.

A parent process holds the archive and hands pages out (:mod:`worklist`), processes of their own read them
(:mod:`reading`, :mod:`processes`), and what reads otherwise than before comes home and is written in the order in which
it was handed out (:mod:`run`), so that the outcome does not depend on how many there are.

Nothing is imported here: a process that reads needs no database.
"""
