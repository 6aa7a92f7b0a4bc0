"""Hostile portals that try to have congtin ask something inside its own machine or network, and a canary that watches.

``network.py`` is a network made up for one process: names resolve to what a test says, public addresses lead to servers
on loopback, and every other connection that is tried is noted. So it is seen which addresses would have been asked,
those included (10.1.2.3, a cloud's metadata) at which no server of a test can stand.
"""
