"""Reading an article off the lines of a page: where it stands, and what each of its lines is.

The order of work: :mod:`.region` finds the part of the page that holds the text, :mod:`.title` the headline over it,
:mod:`.flow` turns its lines into blocks (paragraphs, pictures, captions, credits), and the others take what they know
from lines and blocks: :mod:`.lead`, :mod:`.credits`, :mod:`.section`, :mod:`.moments` (dates), :mod:`.counters`,
:mod:`.documents` (tables of legal documents), :mod:`.kind`. :mod:`.named` finds what CSS selectors point to. None of
them knows a CMS; a family overrides what it knows better.
"""
