"""Keeps, compares, searches, serves and exports what the scraper finds."""
