# Tables: their cards, filters, facets and charts.

table-search = Search the table
table-filter-and-sort = Filter and sort
table-column = Column
table-no-column = – column –
table-drop-filter = – no filter –
table-comparison = Comparison
table-value = Value
table-sort-by = Sort by column
table-no-sort = – sort by –
table-descending = descending
table-apply = Apply
table-rows =
    { $n ->
        [one] <b>{ $n }</b> row
       *[other] <b>{ $n }</b> rows
    }
table-very-many = <b>very many</b> rows
table-sorted = sorted by { $column }
table-sorted-descending = sorted by { $column }, descending
table-narrowed-to = Only rows where:
table-drop-condition = Drop this condition
table-as-cards = Show as cards
table-as-table = Show as a table
table-list = List
table-list-of-rows = List of rows
table-no-rows = No rows.
table-no-rows-narrowed = No rows meet these conditions; drop some of them.
table-facets = Counts by column
table-facets-timed-out = Counting took too long: { $columns }
table-drop-facet = Stop counting by { $column }
table-drop-value = Drop the filter { $value }
table-no-value = (empty)
table-more-values = more
table-pages = Pages
table-what-columns-mean = What the columns mean
table-about-times = Times marked UTC are stored in UTC; these pages show them in Vietnam’s time.
table-sql-definition = Definition in SQL
table-ascending-of = { $column }, sort ascending
table-descending-of = { $column }, sort descending
table-in-sql = Change it in SQL
table-downloads = Download

filter-search = the words “{ $words }” occur
filter-exact = { $column } is “{ $value }”
filter-not = { $column } is not “{ $value }”
filter-contains = { $column } contains “{ $value }”
filter-notcontains = { $column } does not contain “{ $value }”
filter-endswith = { $column } ends with “{ $value }”
filter-startswith = { $column } begins with “{ $value }”
filter-gt = { $column } is greater than { $value }
filter-gte = { $column } from { $value }
filter-lt = { $column } before { $value }
filter-lte = { $column } up to { $value }
filter-like = { $column } is like “{ $value }”
filter-notlike = { $column } is not like “{ $value }”
filter-glob = { $column } matches “{ $value }”
filter-in = { $column } is one of { $value }
filter-notin = { $column } is none of { $value }
filter-arraycontains = { $column } lists “{ $value }”
filter-arraynotcontains = { $column } does not list “{ $value }”
filter-date = { $column } is on { $value }
filter-isnull = { $column } is empty
filter-notnull = { $column } is not empty
filter-isblank = { $column } is empty or blank
filter-notblank = { $column } has a value

comparison-exact = is
comparison-not = is not
comparison-contains = contains
comparison-notcontains = does not contain
comparison-endswith = ends with
comparison-startswith = begins with
comparison-gt = greater than
comparison-gte = from
comparison-lt = less than
comparison-lte = up to
comparison-like = like (%)
comparison-notlike = not like (%)
comparison-glob = matches (*)
comparison-in = is one of
comparison-notin = is none of
comparison-arraycontains = lists
comparison-arraynotcontains = does not list
comparison-date = is on the day
comparison-isnull = is empty
comparison-notnull = is not empty
comparison-isblank = is empty or blank
comparison-notblank = has a value

record = Rows over time
record-of-rows = Rows by { $column }
record-of-sum = { $of } by { $column }
record-draw = Draw the chart by { $column }
record-other-columns = Count by:
record-in-figures = The figures as a table
record-months-table = Numbers by year and month
record-whole-year = Year
record-count = Number
record-bar = { $label }: { $n }
record-undated = { $n } without a day are not in the chart.
record-utc = Years and months are UTC’s, as the values are stored.
record-too-long = Counting all rows takes longer than { $n } milliseconds; narrow them down to see the chart.
record-all-rows = Of all rows, not only those on this page.

card-in-captions-only = in captions only
card-captions =
    { $n ->
        [one] { $n } caption
       *[other] { $n } captions
    }
card-officials =
    { $n ->
        [one] { $n } person named
       *[other] { $n } people named
    }
card-articles =
    { $n ->
        [one] { $n } article
       *[other] { $n } articles
    }
card-portals =
    { $n ->
        [one] on { $n } portal
       *[other] on { $n } portals
    }
card-people =
    { $n ->
        [one] { $n } person
       *[other] { $n } people
    }
card-span = { $first } – { $last }
card-candidates =
    { $n ->
        [one] perhaps the same as { $n } other person
       *[other] perhaps the same as { $n } other people
    }
card-latest = Latest: { $article }
card-compare = Compare with the revision before
card-articles_new =
    { $n ->
        [one] { $n } new article
       *[other] { $n } new articles
    }
card-articles_changed =
    { $n ->
        [one] { $n } edited article
       *[other] { $n } edited articles
    }
card-articles_gone =
    { $n ->
        [one] { $n } article gone
       *[other] { $n } articles gone
    }
card-requests = { $n } requests, { $stored } pages stored, { $failed } failed
card-running = running or interrupted
card-portal-gone = portal gone
card-original = First at: { $article } ({ $where })

row-facts = The row’s values
row-from-other-tables = From other tables
row-other-rows =
    { $n ->
        [one] { $n } row: { $table }
       *[other] { $n } rows: { $table }
    }
