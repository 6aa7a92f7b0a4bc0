"""Measured quality: ``python -m tests.evaluation`` scores extraction on gold data and fails under the floors.

A suite is a module of this package with a function ``evaluate() -> list[Score]``. Its floors stand in ``floors.toml``
under the suite's name; a score without a floor is printed for information. Floors only go up.
"""
