"""Units: the administrative units that address and text name, and which one an elided noun means."""
