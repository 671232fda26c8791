// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/tile/tileorder.h"

namespace Holdfast {

TileOrder::TileOrder(const ScanPlan &plan, const ScanSpacing &spacing)
{
    if (plan.growsOverSample())
        m_walk.emplace(spacing, plan.maxRange);
    else
        m_cells = plan.cells();
}

std::optional<ScanCell> TileOrder::next() const
{
    if (m_walk)
        return m_walk->next();
    return m_index < m_cells.size() ? std::optional(m_cells[m_index]) : std::nullopt;
}

void TileOrder::found(bool isSample)
{
    ++m_index;
    if (m_walk)
        m_walk->found(isSample);
}

int TileOrder::total() const
{
    return m_walk ? int(m_index) + m_walk->waiting() : int(m_cells.size());
}

QString TileOrder::end() const
{
    if (!m_walk)
        return QStringLiteral("All tiles of the plan have been taken.");
    return m_walk->hasReachedRange() ? QStringLiteral("The sample reaches farther than max_range.")
                                     : QStringLiteral("All around the sample is background.");
}

} // namespace Holdfast
