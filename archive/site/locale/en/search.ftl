# The search page: /search

search-page = Search the archive
search-everything = everything
search-feed-title = { $words } · cổng tin
search-help = <b>All words</b> must occur, in the article, its captions, the names and titles of officials, or its places. Marks are optional: <code>dang bo thi uy</code> finds “Đảng bộ Thị ủy”; <code>đường</code> finds only “đường”, not “dương”.
search-help-phrase = <code>"đảng ủy xã"</code> — the whole phrase, in this order
search-help-minus = <code>-bóng đá</code> — without the word <i>bóng</i>; <code>-"bóng đá"</code> — without the phrase
search-help-star = <code>nông*</code> — words that begin like this
search-help-title = How to search
search-filters = More filters
search-portal = Portal
search-any-portal = any portal
search-portal-hint = its name, words of it, or its address
search-unit = Unit
search-unit-hint = with those before and after it
search-section = Section
search-year = Year
search-from = From
search-to = To
search-official = Official
search-official-hint = full name
search-role = Role
search-any-role = any role
search-kind = Kind
search-any-kind = any kind
search-order = Order
search-best = best first
search-newest = newest first
search-narrowed = Narrowed to
search-drop = Remove: { $what }
search-chip-portal = portal: { $value }
search-chip-unit = unit: { $value }
search-chip-section = section: { $value }
search-chip-year = year { $value }
search-chip-since = from { $value }
search-chip-until = to { $value }
search-chip-person = official: { $value }
search-chip-official = official: { $value }
search-chip-role = role: { $value }
search-chip-kind = kind: { $value }
search-unit-means = Articles of the unit’s portals and articles that name a place or a post of it{ $others -> 
    [0] .
    [one] , and of one unit before or after it:
   *[other] , and of { $others } units before and after it:
 }
search-which-portal = Several portals are called so; choose one:
search-which-unit = Several units have this name; choose one:
search-which-person = Several people have this name; choose one:
search-unknown-portal = No portal is called so.
search-unknown-unit = No unit has this name.
search-unknown-official = Nobody of this name is named in the archive.
search-unknown-person = No such article names this person.
search-count = <b>{ $n }</b> { $n ->
    [one] article
   *[other] articles
 }
search-count-at-most = at most <b>{ $n }</b> { $n ->
    [one] article
   *[other] articles
 }
search-at-most = Long phrases and phrases with marks are counted by their pairs of words; articles without the exact phrase are not shown.
search-not-counted = there are some, but counting takes too long
search-undated = { $n } of them without a date
search-without-marks = No article is spelt with these marks, so marks are ignored.
search-is-cut = The query is too long: only its first 2,000 characters and 64 words are searched.
search-ranked = The { $n } likeliest articles are compared and come first; the others follow by date.
search-interrupted = This search takes too long. Add a word, or narrow it to a portal or a year.
search-results = Results
search-chart = Articles a year
search-years = By year
search-by-portal = By portal
search-by-section = By section
search-not-all = of the newest 1,000
search-go-to = Go straight to
search-called-people = official
search-called-units = unit
search-called-portals = portal
search-nothing = No such article.
search-try-fewer = With a word less there are some:
search-without = without “{ $word }”
search-fewer-count = { $n ->
    [one] { $n } article
   *[other] { $n } articles
 }
search-try-people = Did you mean:
search-try-less = Try fewer words, no quotation marks, or fewer filters.
search-without-filters = Search again without filters
search-files = Download all results
search-follow = Follow by Atom
search-share = The address of this search
search-as-table = As a table
