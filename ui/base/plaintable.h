// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

class QTableView;
class QWidget;

namespace Holdfast {

//! Returns a table in the style of the window: whole rows, read only, no grid, compact rows, Tab
//! leaves it.
QTableView *createPlainTable(QWidget *parent);

//! Makes the first columns wide enough for these texts, and for their headings.
void setColumnWidths(QTableView *table, const QStringList &samples);

} // namespace Holdfast
