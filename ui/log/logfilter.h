// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/workcontext.h"
#include "ui/base/table/rowfilter.h"

namespace Holdfast {

//! \brief Lets the lines of a LogModel through that are serious enough, and that a search has found.
class LogFilter : public RowFilter
{
    Q_OBJECT
public:
    using RowFilter::RowFilter;

    LogLevel minimum() const { return m_minimum; }
    void setMinimum(LogLevel level);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    LogLevel m_minimum = LogLevel::Info;
};

} // namespace Holdfast
