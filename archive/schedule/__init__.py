"""Crawls that nobody starts: which portals at which hours, what starts them here, what such a run leaves behind.

A schedule is a file of the archive (:mod:`~archive.schedule.definition`); what the machine is told is one short command
with its name. So the hours of an archive can be read wherever it lies, a crontab holds no list of portals (Debian's
cron cuts commands after 999 bytes without a word), and a run knows by itself whether it is due.

systemd's user timers start it where they are to be had (:mod:`~archive.schedule.systemd`), else lines in the user's
crontab (:mod:`~archive.schedule.cron`).
"""
