"""Names: how people's names are written, and what may stand before them or be taken for one."""
