"""What a country of portals takes, on paper and by simulation: ``python -m tests.benchmark.scale``.

Unit costs (:mod:`tests.benchmark.scale.costs`) are measured elsewhere and given here; a made-up country
(:mod:`tests.benchmark.scale.country`) says which portals there are, how large each is, and which share a host; the
simulation (:mod:`tests.benchmark.scale.simulation`) lets them be crawled by so many machines, politely, from event to
event. ``--check`` crawls a few portals on loopback in earnest and compares.
"""
