"""Lines of descent: which portal followed which, and which articles hold the same text and where it stood first.

* :mod:`archive.lineage.words` and :mod:`archive.lineage.shingles`: what is compared of an article, pure functions;
* :mod:`archive.lineage.likeness`: whether two texts are the same, nearly the same, or one in the other;
* :mod:`archive.lineage.sketches` and :mod:`archive.lineage.links`: the tables, brought up to date when a run ends;
* :mod:`archive.lineage.successors`: portals that followed one another, and on what that rests;
* :mod:`archive.lineage.traced`: of which portals that has to be sought again;
* :mod:`archive.lineage.shared_bodies`: two portals that begin to serve the same page.
"""
