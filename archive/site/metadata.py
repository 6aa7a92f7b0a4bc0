"""What the site calls itself and its database to Datasette; the texts about tables are in :mod:`archive.metadata`."""

from __future__ import annotations

from archive.metadata import DATABASE as DATABASE
from archive.metadata import load_metadata as load_metadata
from archive.metadata import metadata_path as metadata_path

# The plugin's name: the entry point's distribution, and the key of its settings.
PLUGIN = "congtin"
