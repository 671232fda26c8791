# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of bench_http, in the format that run_bench.py reads: see report.h."""

from typing import Any

Pair = tuple[float, float]  # our figure, and that of another server in the same minute


class Figures:
    def __init__(self) -> None:
        self.measurements: list[dict[str, Any]] = []

    def add(self, name: str, value: float, unit: str, *, goal: float | None = None,
            baseline: float | None = None) -> None:
        """Adds a figure; it should be at most `goal`. A baseline of 0 is omitted, because it has no ratio."""
        baseline = baseline or None
        self.measurements.append({
            "name": name, "value": value, "unit": unit, "baseline": baseline,
            "ratio": None if baseline is None else value / baseline,
            "goal": goal, "met": None if goal is None else value <= goal})

    def compare(self, name: str, pairs: list[Pair], unit: str, ratio: float | None) -> None:
        """Adds the round with the median ratio; it should be at most `ratio` times the other's."""
        value, baseline = sorted(pairs, key=lambda pair: pair[0] / pair[1])[len(pairs) // 2]
        self.add(name, value, unit, baseline=baseline, goal=None if ratio is None else ratio * baseline)
