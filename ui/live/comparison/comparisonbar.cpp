// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/comparison/comparisonbar.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace Holdfast {

ComparisonBar::ComparisonBar(ComparisonView *view)
    : QFrame(view)
{
    setObjectName(QStringLiteral("comparisonBar"));
    setAutoFillBackground(true);
    setCursor(Qt::ArrowCursor);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(2, 2, 2, 2);
    row->setSpacing(2);
    using Mode = ComparisonView::Mode;
    addMode(view, row, Mode::Alone, "comparePictureAlone", tr("Picture"),
            tr("Show only the picture that was taken"));
    addMode(view, row, Mode::SideBySide, "compareSideBySide", tr("Side by side"),
            tr("Show the picture beside the live view (V: next way)"));
    addMode(view, row, Mode::Swipe, "compareSwipe", tr("Swipe"),
            tr("Show the picture left of a line and the live view right of it; drag the line, or "
               "move it with < and >"));
    addMode(view, row, Mode::Blink, "compareBlink", tr("Blink"),
            tr("Show the picture and the live view by turns"));
    auto *close =
        addButton(row, "closeComparison", tr("Close"), tr("Back to the live view (Escape)"));
    connect(close, &QToolButton::clicked, view, &QWidget::hide);
}

void ComparisonBar::addMode(ComparisonView *view, QBoxLayout *row, ComparisonView::Mode mode,
                            const char *name, const QString &text, const QString &toolTip)
{
    QToolButton *button = addButton(row, name, text, toolTip);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setChecked(mode == view->mode());
    connect(button, &QToolButton::clicked, view, [view, mode] { view->setMode(mode); });
    connect(view, &ComparisonView::modeChanged, button,
            [button, mode](ComparisonView::Mode now) { button->setChecked(now == mode); });
}

QToolButton *ComparisonBar::addButton(QBoxLayout *row, const char *name, const QString &text,
                                      const QString &toolTip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1StringView(name));
    button->setText(text);
    button->setToolTip(toolTip);
    button->setFocusPolicy(Qt::TabFocus);
    row->addWidget(button);
    return button;
}

} // namespace Holdfast
