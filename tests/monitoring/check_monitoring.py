#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the dashboard, the alert rules and their page with the metrics that the program serves.

Usage: check_monitoring.py HOLDFAST
"""

import json
import re
import sys
import unittest

import monitored


class Monitoring(unittest.TestCase):
    text = ""

    @classmethod
    def setUpClass(cls):
        cls.text = monitored.scrape(PROGRAM)
        cls.samples = monitored.samples(cls.text)
        cls.families = monitored.families(cls.text)

    def test_the_dashboard_shows_only_metrics_that_exist(self):
        shown = monitored.names_in(monitored.dashboard_expressions())
        self.assertGreater(len(shown), 20)
        self.assertEqual(shown - self.samples, set())

    def test_the_alerts_watch_only_metrics_that_exist(self):
        watched = monitored.names_in(monitored.alert_expressions())
        self.assertGreater(len(watched), 8)
        self.assertEqual(watched - self.samples, set())

    def test_every_metric_is_shown_and_explained(self):
        shown = {monitored.family(name, self.families)
                 for name in monitored.names_in(monitored.dashboard_expressions())}
        self.assertEqual(self.families - shown, set())
        explained = set(re.findall(r"`((?:holdfast|process)_[a-z_]+)`",
                                   monitored.PAGE.read_text(encoding="utf-8")))
        self.assertEqual(explained, self.families)

    def test_labels_that_are_used_exist(self):
        for expression in monitored.dashboard_expressions() + monitored.alert_expressions():
            for name, matchers in re.findall(r"\b((?:holdfast|process)_[a-z_]+)\{([^}]*)\}", expression):
                for label in re.findall(r"([a-z]+)\s*=", matchers):
                    if label not in ("instance", "job"):  # which Prometheus adds
                        self.assertRegex(self.text, rf'(?m)^{name}\{{[^}}]*\b{label}="', expression)

    def test_every_family_has_its_help_and_type(self):
        helped = set(re.findall(r"(?m)^# HELP ([a-z_]+) .{10,}$", self.text))
        self.assertEqual(helped, self.families)
        self.assertEqual({monitored.family(name, self.families) for name in self.samples}, self.families)

    def test_no_client_is_named(self):
        self.assertNotRegex(self.text, r"127\.0\.0\.1|localhost|[Pp]ython|made-up")

    def test_the_dashboard_can_be_imported_anywhere(self):
        dashboard = json.loads(monitored.DASHBOARD.read_text(encoding="utf-8"))
        ids = [panel["id"] for panel in dashboard["panels"]]
        self.assertEqual(len(ids), len(set(ids)))
        for panel in dashboard["panels"]:
            if panel["type"] != "row":
                self.assertEqual(panel["datasource"]["uid"], "${datasource}", panel["title"])


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
