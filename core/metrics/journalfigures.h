// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <prometheus/metric_family.h>
#include <vector>

namespace Holdfast {

class Journal;

//! \brief What a journal has written so far, and whether it can write.
class JournalFigures
{
public:
    explicit JournalFigures(const Journal &journal)
        : m_journal(journal)
    {
    }

    std::vector<prometheus::MetricFamily> collect() const;

private:
    const Journal &m_journal;
};

} // namespace Holdfast
