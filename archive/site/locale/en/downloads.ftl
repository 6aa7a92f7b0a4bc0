# Files of a table, a query, a person or a unit.

downloads = Download
downloads-rows =
    { $n ->
        [one] Download { $n } row:
       *[other] Download { $n } rows:
    }
downloads-csv = CSV
downloads-xlsx = XLSX
downloads-jsonl = JSON Lines
downloads-parquet = Parquet
downloads-zip = ZIP
downloads-bib = BibTeX
downloads-ris = RIS
downloads-popolo = Popolo
downloads-dictionary = Data dictionary
downloads-of-csv = For spreadsheets and every program
downloads-of-xlsx = An Excel workbook, with a sheet on what each column means
downloads-of-jsonl = A JSON object a row
downloads-of-parquet = For R, Python, DuckDB
downloads-of-zip = A data package: CSV, dictionary, datapackage.json
downloads-of-bib = The articles as references, for LaTeX and Zotero
downloads-of-ris = The articles as references, for EndNote and Zotero
downloads-of-popolo = People, posts and organisations as Popolo JSON
downloads-of-dictionary = What each column means
downloads-some-rows-shown = This page has { $shown } of { $total } rows; the files have all of them.
downloads-first-rows-shown = This page has the first { $shown } rows; the files have all of them.
downloads-query-may-end = The query itself may end at { $n } rows (see its SQL); so do the files.
downloads-too-many = More than { $most } rows are not given as a file: narrow them, by portal or by year.
