"""What a portal answers for what is not there: told by its words, by its address, or by comparison.

A portal that answers 404 says it plainly. Many answer 200 with a page of their own, or lead to their home page; what
such an answer means is found out here by pure functions, and by :mod:`.doubts` over a visit.
"""
