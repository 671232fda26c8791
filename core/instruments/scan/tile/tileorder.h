// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/scanplan.h"
#include "core/instruments/scan/tile/samplewalk.h"

#include <QList>
#include <QString>

#include <optional>

namespace Holdfast {

//! \brief The order of the tiles of a set: that of the plan, or over the sample.
class TileOrder
{
public:
    TileOrder(const ScanPlan &plan, const ScanSpacing &spacing);

    //! Returns the next tile; empty when there is none.
    std::optional<ScanCell> next() const;
    //! Takes note of whether that tile shows the sample, and goes on.
    void found(bool isSample);

    //! Returns how many tiles were gone through.
    int done() const { return int(m_index); }
    //! Returns how many there are; as far as it is known where they grow over the sample.
    int total() const;
    //! Returns why there is no next tile, as a sentence.
    QString end() const;

private:
    std::optional<SampleWalk> m_walk; //!< empty: the plan decides
    QList<ScanCell> m_cells;          //!< of the plan
    qsizetype m_index = 0;
};

} // namespace Holdfast
