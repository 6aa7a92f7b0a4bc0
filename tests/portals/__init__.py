"""Portals on loopback for tests: pages, statuses, headers and faults as the test sets them."""
