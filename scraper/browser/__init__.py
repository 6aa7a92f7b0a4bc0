"""Portals whose pages a script builds in the reader's browser: the extra ``[browser]``.

A page is asked for as any other: by Scrapy, with its guard, robots.txt, pause and user agent. Only what has come is
then opened in Chromium, which has no network of its own: every request that the page makes there is answered by this
process, through Scrapy again (:mod:`scraper.browser.parts`). So there is one place for all manners, and what Chromium
or a page would ask for past it (redirects, web sockets, WebRTC, updates of its own) leads nowhere.

* :mod:`scraper.browser.chromium`: finding Chromium, what is missing, and how it is started
* :mod:`scraper.browser.shared`: one Chromium for all portals of a process
* :mod:`scraper.browser.parts`: what a page asks for, and the answers
* :mod:`scraper.browser.renderer`: a document in, its page as it stands in the browser out
* :mod:`scraper.browser.reading`: which pages of a portal are read so, and what the archive is told
"""
