"""Part of an archive as one WARC file that any web-archive tool reads, with an index beside it where it is wanted."""

from archive.warc_export.selection import WarcSelection
from archive.warc_export.writer import export_warc

__all__ = ["WarcSelection", "export_warc"]
