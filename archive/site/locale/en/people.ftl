# The index of officials: templates/people.html

people-title = Officials named
people-lead = Each with the post named last: what pages say, which the archive does not assert.
people-find = Find a name, marks optional
people-post = Post
people-unit = Place
people-year = Year
people-portal = Portal
people-every-portal = every portal
people-hint = For example: post “bí thư”, place “thị xã kỳ anh”, year 2021: who was named as party secretary there in that year.
people-units-meant = With the units before and after:
people-only = only this one
people-only-of = only { $name }
people-no-such-unit = There is no place called “{ $name }”.
people-count =
    { $n ->
        [one] <b>{ $n }</b> person
       *[other] <b>{ $n }</b> people
    }
people-list = List
people-more-portals =
    { $n ->
        [one] and { $n } more portal
       *[other] and { $n } more portals
    }
people-namesakes =
    { $n ->
        [one] { $n } other of this name
       *[other] { $n } others of this name
    }
people-nobody = There is nobody like that.
