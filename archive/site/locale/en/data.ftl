# The page of all tables and queries.

data = Data
data-views = Views: start here
data-tables = Tables
data-own-sql = SQL of your own
data-rows =
    { $n ->
        [one] { $n } row
       *[other] { $n } rows
    }
data-hidden = (hidden)
data-hidden-tables =
    { $n ->
        [one] { $n } hidden table
       *[other] { $n } hidden tables
    }
data-download-database = Download the SQLite database
