"""How Sphinx makes the manual: ``make docs`` writes it to docs/_build/html."""

from __future__ import annotations

import sys
from importlib.metadata import version as installed
from pathlib import Path

_HERE = Path(__file__).parent
sys.path[:0] = [str(_HERE / "_ext"), str(_HERE.parent)]

project = "congtin"
author = "the developers of congtin"
version = release = installed("congtin")

extensions = ["myst_parser", "manual"]
exclude_patterns = ["_build", "_ext"]
nitpicky = True

# Two hyphens are an option's, no dash; quotation marks in commands are those that people type.
smartquotes = False
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
suppress_warnings: list[str] = []

html_theme = "furo"
html_title = f"congtin {release}"
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_copy_source = False
html_show_copyright = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#97211b", "color-brand-content": "#97211b"},
    "dark_css_variables": {"color-brand-primary": "#f0a8a0", "color-brand-content": "#f0a8a0"},
}
