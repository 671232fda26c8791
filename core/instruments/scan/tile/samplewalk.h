// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/scanplan.h"

#include <optional>
#include <set>

namespace Holdfast {

//! \brief The way of a scan that grows over the sample: from a tile that shows the sample to its neighbours, until all
//! around is background. The nearest tile is next, and of several the one nearest to the begin.
//!
//! A value: the same findings lead the same way, so that a scan that was broken off finds its way again.
class SampleWalk
{
public:
    //! Makes a way that begins at cell (0, 0), and whose tiles are at most \a maxRange motor steps away from there.
    SampleWalk(const ScanSpacing &spacing, int maxRange);

    //! Returns the cell to visit next; empty at the end of the way.
    std::optional<ScanCell> next() const;
    //! Says what was found at the cell that next() has returned.
    void found(bool isSample);
    //! Says that the cell cannot be reached: the way leads around it.
    void foundNoWay() { found(false); }

    //! Returns how many cells wait to be visited, as far as that is known.
    int waiting() const { return int(m_waiting.size()); }
    //! Returns whether a tile beyond the range was left out.
    bool hasReachedRange() const { return m_hasReachedRange; }

private:
    const ScanSpacing m_spacing;
    const int m_maxRange;
    ScanCell m_here;
    std::set<ScanCell> m_waiting;
    std::set<ScanCell> m_known; //!< visited or waiting
    bool m_hasReachedRange = false;
};

} // namespace Holdfast
