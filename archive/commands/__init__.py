"""The verbs of ``congtin``, a module each."""
