"""What a run that a timer started ends with, beside the codes of every command (0 ok, 1 not ok, 2 wrong usage)."""

# An earlier run of the same schedule goes on: EX_TEMPFAIL of sysexits.h, "try again later". No failure to systemd.
STILL_RUNNING = 75
