"""Portals whose pages a script builds, read in a real Chromium: slower than the rest, so a suite of its own."""
