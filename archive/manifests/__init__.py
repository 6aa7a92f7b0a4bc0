"""Manifests: what every writing run has put into the archive, with digests, each holding the digest of the one before.

A manifest is a file of lines of JSON, ``manifests/NNNNNN.jsonl`` in the archive's folder. Its first line says who
sealed when and names the manifest before it with its SHA-256, so that the digest of the newest one vouches for all of
them; noted elsewhere (in a paper, with a deposit), it shows that nothing has been altered since. Then come the bytes
that were appended to files (:mod:`archive.manifests.pieces`), then the rows that were written, a line for each unit
(:mod:`archive.manifests.covered`). A unit that is named again by a later manifest has changed by congtin's own hand.

Which units a run has touched is noted by triggers of its connection (:mod:`archive.manifests.touched`) in the table
``unsealed``, in the transaction that touches them. They are no part of the database: a change by any other program
leaves no note, is in no manifest, and stands out when ``congtin verify`` compares.
"""

from archive.manifests.seal import seal

__all__ = ["seal"]
