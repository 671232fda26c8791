// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/plaintable.h"

#include <QHeaderView>
#include <QTableView>

namespace Holdfast {

QTableView *createPlainTable(QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setAlternatingRowColors(true);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 6);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return table;
}

void setColumnWidths(QTableView *table, const QStringList &samples)
{
    constexpr int padding = 16;
    for (int column = 0; column < samples.size(); ++column) {
        const QString heading = table->model()->headerData(column, Qt::Horizontal).toString();
        const QFontMetrics metrics = table->fontMetrics();
        table->setColumnWidth(column, padding
                                          + std::max(metrics.horizontalAdvance(samples[column]),
                                                     metrics.horizontalAdvance(heading)));
    }
}

} // namespace Holdfast
