# Tệp của một bảng, một truy vấn, một người hay một đơn vị.

downloads = Tải về
downloads-rows = Tải về { $n } hàng:
downloads-csv = CSV
downloads-xlsx = XLSX
downloads-jsonl = JSON Lines
downloads-parquet = Parquet
downloads-zip = ZIP
downloads-bib = BibTeX
downloads-ris = RIS
downloads-popolo = Popolo
downloads-dictionary = Từ điển dữ liệu
downloads-of-csv = Cho bảng tính và mọi chương trình
downloads-of-xlsx = Sổ tính Excel, có trang tính nói rõ từng cột
downloads-of-jsonl = Mỗi hàng một đối tượng JSON
downloads-of-parquet = Cho R, Python, DuckDB
downloads-of-zip = Gói dữ liệu: CSV, từ điển, datapackage.json
downloads-of-bib = Trích dẫn các bài, cho LaTeX và Zotero
downloads-of-ris = Trích dẫn các bài, cho EndNote và Zotero
downloads-of-popolo = Người, chức vụ, cơ quan ở dạng Popolo JSON
downloads-of-dictionary = Mỗi cột có nghĩa gì
downloads-some-rows-shown = Trang này có { $shown } trong { $total } hàng; các tệp có đủ.
downloads-first-rows-shown = Trang này có { $shown } hàng đầu; các tệp có mọi hàng.
downloads-query-may-end = Có thể chính truy vấn dừng ở { $n } hàng (xem SQL của nó); các tệp cũng thế.
downloads-too-many = Không tải về được hơn { $most } hàng: lọc bớt, theo cổng hay theo năm.
