// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/tile/samplewalk.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace Holdfast {

namespace {

int distance(const ScanCell &a, const ScanCell &b)
{
    return std::max(std::abs(a.column - b.column), std::abs(a.row - b.row));
}

} // namespace

SampleWalk::SampleWalk(const ScanSpacing &spacing, int maxRange)
    : m_spacing(spacing)
    , m_maxRange(maxRange)
    , m_waiting({ScanCell {}})
    , m_known({ScanCell {}})
{
}

std::optional<ScanCell> SampleWalk::next() const
{
    const auto cost = [this](const ScanCell &cell) {
        return std::tuple(distance(cell, m_here), distance(cell, {}), cell);
    };
    const auto nearest = std::ranges::min_element(m_waiting, {}, cost);
    return nearest == m_waiting.end() ? std::nullopt : std::optional(*nearest);
}

void SampleWalk::found(bool isSample)
{
    const auto cell = next();
    if (!cell)
        return;
    m_waiting.erase(*cell);
    m_here = *cell;
    if (!isSample)
        return;
    for (const ScanCell &step :
         {ScanCell {1, 0}, ScanCell {0, 1}, ScanCell {-1, 0}, ScanCell {0, -1}}) {
        const ScanCell neighbour {cell->column + step.column, cell->row + step.row};
        const ScanVector way {
            neighbour.column * m_spacing.right.x + neighbour.row * m_spacing.down.x,
            neighbour.column * m_spacing.right.y + neighbour.row * m_spacing.down.y};
        if (way.length() > m_maxRange)
            m_hasReachedRange = true;
        else if (m_known.insert(neighbour).second)
            m_waiting.insert(neighbour);
    }
}

} // namespace Holdfast
