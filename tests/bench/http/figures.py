# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What bench_http has measured, as run_bench.py reads it: see report.h."""

from typing import Any

Pair = tuple[float, float]  # ours, and that of another in the same minute


class Figures:
    def __init__(self) -> None:
        self.measurements: list[dict[str, Any]] = []

    def add(self, name: str, value: float, unit: str, *, goal: float | None = None,
            baseline: float | None = None) -> None:
        """`goal`: at most so much. A baseline of 0 is none: nothing is a multiple of it."""
        baseline = baseline or None
        self.measurements.append({
            "name": name, "value": value, "unit": unit, "baseline": baseline,
            "ratio": None if baseline is None else value / baseline,
            "goal": goal, "met": None if goal is None else value <= goal})

    def compare(self, name: str, pairs: list[Pair], unit: str, ratio: float | None) -> None:
        """The round with the median ratio; at most `ratio` times as much as the other."""
        value, baseline = sorted(pairs, key=lambda pair: pair[0] / pair[1])[len(pairs) // 2]
        self.add(name, value, unit, baseline=baseline, goal=None if ratio is None else ratio * baseline)
