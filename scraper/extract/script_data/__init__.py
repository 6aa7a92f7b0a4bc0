"""The data that a page's scripts hold: what a front end was rendered from, or renders itself from in the browser.

Sites built with Next.js, Nuxt and their like send an article twice, or only as data: as JSON in a script element
(``__NEXT_DATA__``), as rows of React's flight format (``self.__next_f.push``), as an array of references (Nuxt 3) or
as a JavaScript expression (Nuxt 2, ``window.__INITIAL_STATE__``). All of them are read as text; no script is run.

:func:`read_script_data` gives plain values, :mod:`.articles` finds the article among them, :mod:`.blocks` turns the
documents of editors into HTML.
"""

from scraper.extract.script_data.sources import holds_script_data, read_script_data

__all__ = ["holds_script_data", "read_script_data"]
