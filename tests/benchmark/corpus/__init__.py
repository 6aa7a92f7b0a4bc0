"""A made-up country of portals: pages as ten systems write them, the same for one seed, and a site that serves them.

In a process of its own, each portal on an address of its own (``http://127.1.0.1:PORT/``, ``http://127.1.0.2:PORT/``...)::

    python -m tests.benchmark.corpus --portals 20 --articles 50        # prints a line of JSON: {"portals": [...]}

which serves until its standard input ends. From Python, with what it served::

    from tests.benchmark.corpus import CorpusServer
    with CorpusServer(portals=20, articles=50) as corpus:
        crawl(corpus.urls)
        corpus.served()     # requests, bytes of bodies, 304s since the last call

Pages without a server (a page of the size and mark-up that the server would send)::

    from tests.benchmark.corpus import corpus_portal
    portal = corpus_portal(3, articles=50, origin="https://xa3.example.gov.vn")
    for path in portal.article_paths():
        portal.answer(path, tick=0).body    # of another tick: the same article, other counters, tokens, boxes
"""

from __future__ import annotations

from tests.benchmark.corpus.portals import Answer, CorpusPortal, corpus_portal
from tests.benchmark.corpus.server import CorpusServer

__all__ = ["Answer", "CorpusPortal", "CorpusServer", "corpus_portal"]
