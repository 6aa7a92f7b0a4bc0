"""Files that programs, spreadsheets and reference managers read: whole or an error, never cut short.

What is exported is a :class:`~archive.export.result.Result`: one query, its columns described. The command and the site
make it, and give it to one of the same writers (``formats``): rows go through them one at a time, so a file of any
length takes the same memory. ``selection`` narrows a table, ``named_query`` reads the ready-made queries, ``columns``
says what each column means and holds, ``dictionary`` and ``datapackage`` say so to people and to programs,
``citations`` writes the articles of a result as references, ``package`` several results with all that is said of them.
"""
