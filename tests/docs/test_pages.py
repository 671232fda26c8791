#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests that the tests of the documentation notice what is wrong. Usage: test_pages.py"""

import tempfile
import unittest
from pathlib import Path

import check_pages
import run_snippets
from markdownpages import Page, PageError, slug


class Pages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def page(self, text: str, name: str = "page.md") -> Page:
        (self.root / name).write_text(text, encoding="utf-8")
        return Page(self.root / name, self.root)

    def test_a_block_has_its_language_its_place_and_its_orders(self):
        page = self.page("# A\n\n1. one\n\n   <!-- snippet: until: a b; exit: 3;\n        before: x; y -->\n   ```sh\n   echo a\n"
                         "     b\n   ```\n\n```cpp\nint i;\n```\n")
        first, second = page.blocks
        self.assertEqual((first.language, first.text, first.place), ("sh", "echo a\n  b\n", "page.md:7"))
        self.assertEqual(first.orders, {"until": "a b", "exit": "3", "before": "x; y"})
        self.assertEqual((second.language, second.orders), ("cpp", {}))

    def test_an_unknown_order_is_refused(self):
        for order in ("run not: x", "until", "each line: x"):
            with self.assertRaises(PageError):
                self.page(f"<!-- snippet: {order} -->\n```sh\n```\n").blocks

    def test_a_block_without_an_end_is_refused(self):
        with self.assertRaises(PageError):
            self.page("```sh\necho\n").blocks

    def test_a_block_that_no_test_would_see_is_a_fault(self):
        self.assertEqual(len(self.page("Text:\n\n    holdfast --headless\n").faults()), 1)
        self.assertEqual(len(self.page("```\nholdfast\n```\n").faults()), 1)
        self.assertEqual(self.page("* a list\n\n  goes on\n\n```sh\n    x\n```\n").faults(), [])

    def test_headings_have_the_anchors_of_github(self):
        self.assertEqual(slug("Take control, give it back"), "take-control-give-it-back")
        self.assertEqual(slug("`lock run`: [a link](x.md)"), "lock-run-a-link")
        self.assertEqual(self.page("# A\n## A\n```sh\n# no heading\n```\n").anchors, {"a", "a-1"})

    def test_a_link_that_leads_nowhere_is_a_fault(self):
        root, check_pages.ROOT = check_pages.ROOT, self.root
        try:
            other = self.page("# There\n", "other.md")
            for text, count in (("[a](other.md#there)", 0), ("[a](other.md#where)", 1), ("[a](absent.md)", 1), ("`[a](absent.md)`", 0)):
                page = self.page(f"# Here\n\n{text}\n")
                self.assertEqual(len(check_pages.faults_of_links(page, {page.name: page, other.name: other})), count, text)
        finally:
            check_pages.ROOT = root

    def test_cpp_that_is_not_compiled_is_a_fault(self):
        self.assertTrue(check_pages.is_quoted("void Shutter::emergencyStop()\n{\n    drive(false);\n}"))
        self.assertFalse(check_pages.is_quoted("void Shutter::emergencyStop()\n{\n    drive(true);\n}"))


class Snippets(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.page_file = Path(folder.name) / "page.md"

    def failures(self, text: str) -> int:
        """Runs the blocks of a page that needs no Holdfast, and returns how many fail."""
        self.page_file.write_text(text, encoding="utf-8")
        page = Page(self.page_file, self.page_file.parent)
        return len(run_snippets.read_page(page, self.page_file.parent, None)["failed"])

    def test_a_command_that_fails_is_noticed(self):
        self.assertEqual(self.failures("<!-- snippet: no server -->\n```sh\nfalse\ntrue\n```\n"), 1)
        self.assertEqual(self.failures("<!-- snippet: no server; exit: 1 -->\n```sh\nfalse\n```\n"), 0)

    def test_variables_are_kept_from_block_to_block(self):
        page = "<!-- snippet: no server -->\n```sh\na=5\n```\n\n<!-- snippet: no server -->\n```sh\n[ $a = {} ]\n```\n"
        self.assertEqual(self.failures(page.format(5)), 0)
        self.assertEqual(self.failures(page.format(6)), 1)

    def test_a_command_that_prints_something_else_is_noticed(self):
        page = "<!-- snippet: no server -->\n```console\n$ echo one two\none {}\n```\n"
        self.assertEqual(self.failures(page.format("two")), 0)
        self.assertEqual(self.failures(page.format("...")), 0)
        self.assertEqual(self.failures(page.format("three")), 1)

    def test_a_command_that_does_not_end_is_interrupted_once_it_has_said_something(self):
        page = "<!-- snippet: no server; until: {} -->\n```sh\necho now\n{}\n```\n"
        self.assertEqual(self.failures(page.format("now", "sleep 1000")), 0)
        self.assertEqual(self.failures(page.format("never", "true")), 1)

    def test_a_block_in_the_background_runs_its_own_text_however_late(self):
        # The first shell reads its text only when the next block has begun.
        late = "trap 'case $BASH_COMMAND in *snippet.sh) until [ -e next ]; do sleep 0.05; done;; esac' DEBUG"
        page = f"<!-- snippet: no server; background; before: {late} -->\n```sh\ntouch mine\n```\n\n" \
               "<!-- snippet: no server -->\n```sh\ntouch next\nuntil [ -e mine ]; do sleep 0.05; done\n```\n"
        self.assertEqual(self.failures(page), 0)

    def test_json_that_is_none_and_languages_that_cannot_run_are_noticed(self):
        self.assertEqual(self.failures("<!-- snippet: no server -->\n```json\n{\"a\": 1,}\n```\n"), 1)
        self.assertEqual(self.failures("```fortran\n```\n"), 1)
        self.assertEqual(self.failures("<!-- snippet: not run: there is no compiler -->\n```fortran\n```\n"), 0)

    def test_an_answer_with_other_members_is_noticed(self):
        differs = run_snippets.shape_differs
        self.assertEqual(differs({"a": 1, "b": [{"c": "x"}]}, {"a": 2.5, "b": [{"c": "y"}, {}]}), "")
        self.assertIn("c", differs({"b": [{"c": "x"}]}, {"b": [{"d": "y"}]}))
        self.assertIn("a", differs({"a": 1}, {"a": "1"}))


if __name__ == "__main__":
    unittest.main()
