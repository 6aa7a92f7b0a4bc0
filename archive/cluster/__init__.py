"""Crawling and reading again on several machines at once, with Ray: the extra ``[cluster]``.

The archive stays one, and one process writes to it. What runs elsewhere are tasks: a crawl of a portal into a shard
(:mod:`archive.shards`), or the reading of some stored pages. Ray starts them, each in a process of its own, and starts
them anew where their process or machine dies. Machines that see the archive's folder under its path work in it; to
others everything travels in pieces through Ray's object store (:mod:`archive.cluster.travel`).
"""
