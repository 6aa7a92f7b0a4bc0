# The page of a unit and the index of units: templates/row-archive-units.html, units.html

unit-all = All places
unit-until = until { $day }
unit-since = since { $day }
unit-stands = in being
unit-ended = ended
unit-code = Code
unit-search = Search in the articles about this place
unit-all-articles = All articles
unit-people = Officials named here
unit-line = Before and after
unit-before = Made from
unit-this = This unit
unit-after = Became
unit-more =
    { $n ->
        [one] { $n } more unit
       *[other] { $n } more units
    }
unit-posts = Who held which post, and when
unit-year = Year
unit-every-year = every year
unit-alone = this unit only
unit-show = Show
unit-posts-csv = CSV file
unit-posts-query = Query
unit-observed = The archive observes what articles say; it does not assert who held which post: the days are those of the first and the last article that names the person in the post.
unit-with-line = Posts of the units before and after are among them.
unit-in-year = Who was named in which post in { $year }
unit-nobody-in-year = In { $year } no article names anybody in a post here.
unit-before-and-after = not seen in { $year }, but before and after it
unit-other-sentences = more sentences
unit-head-who = Who
unit-leading = The leading posts
unit-posts-table = Table of all posts: { $n }
unit-first-posts = The table has the first { $n } posts; the CSV file has all.
unit-nobody = No article names anybody in a post here yet.
unit-portals = Portals
unit-years-portals = Articles a year on these portals
unit-years-named = Articles a year that name holders of posts here
unit-children = Units inside: { $n }
unit-children-without = Without articles so far: { $n }
unit-basis = Basis

units-title = Places
units-lead = Provinces, districts and communes, past and present. Those with a portal or with officials in the archive come first.
units-find = Find a place, marks optional
units-province = Province
units-every-province = every province
units-level = Level
units-every-level = every level
units-standing = only those in being
units-count =
    { $n ->
        [one] <b>{ $n }</b> unit
       *[other] <b>{ $n }</b> units
    }
units-list = List
units-has-portal = portal in the archive
units-has-posts = officials named
units-none = There is no place of that name.
