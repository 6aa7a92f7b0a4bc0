"""The search of the site: ``/search`` and the same results as JSON, Atom and files."""
