"""Roles: who did what, by which words."""
