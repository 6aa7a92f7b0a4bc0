"""Thirty visits to a made-up district whose portal is edited, loses articles, breaks down, moves, and is shut."""
