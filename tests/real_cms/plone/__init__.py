"""Plone with its classic user interface, from PyPI."""
