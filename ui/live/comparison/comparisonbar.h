// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/comparison/comparisonview.h"

#include <QFrame>

class QBoxLayout;
class QToolButton;

namespace Holdfast {

//! \brief The buttons of a ComparisonView: a choice of modes, and one that closes.
class ComparisonBar : public QFrame
{
    Q_OBJECT
public:
    explicit ComparisonBar(ComparisonView *view);

private:
    void addMode(ComparisonView *view, QBoxLayout *row, ComparisonView::Mode mode, const char *name,
                 const QString &text, const QString &toolTip);
    QToolButton *addButton(QBoxLayout *row, const char *name, const QString &text,
                           const QString &toolTip);
};

} // namespace Holdfast
