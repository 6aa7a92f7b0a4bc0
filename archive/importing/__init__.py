"""What others have kept, taken into an archive: web-archive files, and what web archives have of a portal.

The first pass reads every record once and notes where it stands; what is damaged is a row with its reason. The second
one takes the answers in in the order of their times. What was imported before is known: the same file, and the same
answer in another file. The files are kept as they came, under ``pages/imported/``.
"""

from archive.importing.files import web_archives_in
from archive.importing.importing import import_files, repeat_import
from archive.importing.note import ImportNote, import_notes, read_note
from archive.importing.options import ImportOptions
from archive.importing.tally import ImportSummary

__all__ = [
    "ImportNote",
    "ImportOptions",
    "ImportSummary",
    "import_files",
    "import_notes",
    "read_note",
    "repeat_import",
    "web_archives_in",
]
