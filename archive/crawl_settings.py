"""Scrapy's settings for the project (``scrapy.cfg`` names this module): the scraper's own, and where results go.

``scrapy crawl kyanh`` so gives the same pages and rows as ``congtin crawl kyanh``. The archive is the folder named by
the setting ``CONGTIN_ARCHIVE`` (``-s CONGTIN_ARCHIVE=DIR``), the present folder by default.
"""

from scraper.settings import *  # noqa: F403  Scrapy reads every upper-case name of a settings module

CONGTIN_ARCHIVE = "."
CONGTIN_STORE = "archive.crawl.store_from_settings"
