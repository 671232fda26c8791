# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How Sphinx makes the pages; used by make_site.py."""

import os

project = "Holdfast"
author = "The Holdfast authors"
project_copyright = copyright = f"2026 {author}"
version = release = os.environ["HOLDFAST_VERSION"]

extensions = ["myst_parser"]
# The anchors of headings are those of GitHub, so that a link is right in both places.
myst_heading_anchors = 4
# Tables and blocks of code as on GitHub; "api" is replaced by make_site.py.
myst_url_schemes = ["http", "https", "mailto", "api"]

html_theme = "furo"
html_title = f"Holdfast {release}"
html_static_path = ["site.css"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b6e4f", "color-brand-content": "#0b6e4f"},
    "dark_css_variables": {"color-brand-primary": "#6fd3ad", "color-brand-content": "#6fd3ad"},
}
pygments_style = "friendly"
pygments_dark_style = "native"
