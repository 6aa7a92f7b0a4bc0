# What is told to those whose request is not answered. Programs are told it in English, whatever the address.

refused-method = This site is for reading: only GET and HEAD are answered.
refused-host = This site does not go by that name; its owner names it with congtin serve --host-name.
refused-host-of-others = This address is served to the machine it runs on only.
refused-body = Nothing can be sent to this site.
refused-long-address = The address is too long.
refused-characters = The address has characters that no address has.
refused-long-query = What is asked for is longer than { $most } bytes; filter by less.
refused-many-parameters = More than { $most } parameters are not read; filter by less.
refused-not-found = Not found.
refused-format = Pages are given as HTML, JSON and files of rows; the database is not for download.
refused-sql = SQL of one’s own is not answered here; the ready-made queries of the data page are.
refused-many-filters = More than { $most } filters are not read.
refused-many-facets = More than { $most } facets are not counted.
refused-parameter = The parameter { $name } is not read here.
refused-filter = The filter { $name } is not read here.
refused-long-search = A search has at most { $most } characters.
refused-long-value = { $name } has more than { $most } characters.

mistake-timelimit = _timelimit must be a number of milliseconds.
mistake-facet = Rows are not counted by whole texts or records: no two are the same.
mistake-next = _next must be a number of rows.
mistake-through = _through must be JSON with "table", "column" and "value".
mistake-through-column = _through names a table or a column that does not lead here.
mistake-too-slow = This takes too long; filter it, by portal or by year.
mistake-shape = This page is no list of rows; leave out _shape.
mistake-sorted-by = The rows are sorted by { $column }, so it has to be among the columns; or sort by another with _sort.
mistake-value = A value in the address is no value that can be looked for.
mistake-number = A number in the address is larger than any that a row can have, or is not written in the digits 0 to 9.
mistake-list = A list (__in, __notin) has texts and numbers only.
mistake-too-large = This makes a text that is larger than any answer can be.
mistake-no-row = There is no such row.
mistake-no-archive = There is no archive here.
mistake-no-revision = There is no such article, or no revision of that number.
mistake-no-stored-pages = Stored pages are not shown here.
mistake-no-capture = There is no such capture, or nothing was stored for it.
mistake-stored-page = The stored page cannot be shown. { $reason }
