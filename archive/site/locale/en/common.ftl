# What stands on every page, and what several pages say.

skip-to-content = Skip to content
nav-main = Main
nav-place = Place
nav-articles = Articles
nav-people = People
nav-units = Places
nav-data = Data
home = Home
to-the-home-page = To the home page
search = Search
search-the-archive = Search the archive
search-placeholder = Search, with or without marks
foot-times = Times on these pages are Vietnam’s (UTC+7).
foot-datasette = Powered by { $link }
foot-licence = Licence
foot-source = Source

untitled = (no title)
day-unknown = day unknown
edited = edited
gone = gone
not-in-the-archive = not in the archive
title-in-full = the title in full
characters =
    { $n ->
        [one] { $n } character
       *[other] { $n } characters
    }
words-skipped =
    { $n ->
        [one] { $n } word
       *[other] { $n } words
    }
revision-number = revision { $number }
compare = Compare
compare-from = Compare revision
compare-to = with
cell-compare = compare
row = row
row-view = view
previous-page = Previous page
pages = Pages
page-number = Page { $n }
as-a-table = As a table
next-page = Next page

# Heads of tables that several pages have
head-post = Post
head-body = Body
head-first-seen = First seen
head-last-seen = Last seen
head-articles = Articles

error = Error
error-400 = This request makes no sense
error-403 = Not to be seen
error-404 = There is no such page
error-405 = That cannot be done
error-414 = The address is too long
error-429 = Too much at once
error-500 = The server has failed
