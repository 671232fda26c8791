// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/history/historyentry.h"

#include <QList>
#include <QStringList>

namespace Holdfast::Ctl {

//! \brief The history as a table for people. The first entries decide how wide its columns are.
class HistoryTable
{
public:
    //! Returns the lines of some more entries; the first ones with a headline. Control characters
    //! are escaped.
    QStringList linesFor(const QList<HistoryEntry> &entries);

private:
    QString lineFor(const QStringList &cells) const;

    QList<qsizetype> m_widths;
};

} // namespace Holdfast::Ctl
