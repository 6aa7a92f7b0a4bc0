"""What public web archives have of a portal: their index (CDX), and the captures as they were made.

Asked politely, one request after the other, by :class:`scraper.wayback.client.ArchiveClient`; the index speaks in any
of the forms that the Internet Archive's server and pywb know (:mod:`scraper.wayback.cdx`).
"""
