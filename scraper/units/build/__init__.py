"""Build: how the data of :mod:`scraper.units` are made; not needed when congtin runs."""
