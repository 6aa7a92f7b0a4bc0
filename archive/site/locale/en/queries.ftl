# Ready-made queries and SQL of one's own.

queries = Ready-made queries
query-sql = SQL query
query-its-sql = The query’s SQL
query-show = Show
query-run = Run
query-result = Result
query-first-rows =
    { $n ->
        [one] The first <b>{ $n }</b> row
       *[other] The first <b>{ $n }</b> rows
    }
query-all-rows =
    { $n ->
        [one] Show the { $n } row here
       *[other] Show all { $n } rows here
    }
query-no-rows = No rows.
query-type = Nothing to show yet. Type { $names } and press Show.

feed-changed = Changed: { $fields }
feed-gone = No longer at the portal
