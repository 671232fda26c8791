// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/table/rowfilter.h"

#include <algorithm>

namespace Holdfast {

void RowFilter::setWords(const QString &words)
{
    const QStringList list = words.split(u' ', Qt::SkipEmptyParts);
    if (list == m_words)
        return;
    m_words = list;
    invalidateFilter();
}

void RowFilter::setClient(const QString &client)
{
    if (client == m_client)
        return;
    m_client = client;
    invalidateFilter();
}

bool RowFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (!m_client.isEmpty() && index.data(ClientRole).toString() != m_client)
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = index.data(TextRole).toString();
    return std::all_of(m_words.begin(), m_words.end(), [&text](const QString &word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace Holdfast
