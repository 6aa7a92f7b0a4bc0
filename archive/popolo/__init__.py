"""The archive's people, posts and bodies as Popolo, the data specification for people and organisations.

https://www.popoloproject.com/specs/. The file holds the collections ``persons``, ``memberships``, ``organizations``,
``posts`` and ``areas``; classes and properties are the specification's, and what it has no name for stands in further
properties, which it allows.

The archive observes, it does not assert. ``start_date`` and ``end_date`` of a membership are given only where an
article announces the change and nothing else that the archive holds speaks against the day; what was merely seen stands
in ``first_seen``, ``last_seen`` and ``articles``. Each statement has its ``sources``: the address, in ``note`` the
sentence, ``observed`` (the day that the article speaks of) and ``retrieved_at`` (when the page was fetched).

``selection`` is what is asked for, ``observations`` are the archive's rows of one person, ``bodies`` the organisations,
posts and areas, ``statements`` what is said of a person in one post, ``person`` and ``document`` put it together.
"""

from archive.popolo.document import export_popolo, write_popolo
from archive.popolo.selection import Selection

__all__ = ["Selection", "export_popolo", "write_popolo"]
