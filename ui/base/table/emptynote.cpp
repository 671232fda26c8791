// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/table/emptynote.h"

#include <QAbstractItemView>
#include <QEvent>

#include <utility>

namespace Holdfast {

EmptyNote::EmptyNote(const QString &objectName, QAbstractItemView *view,
                     std::function<QString()> why)
    : PlainLabel(view->viewport())
    , m_view(view)
    , m_why(std::move(why))
{
    setObjectName(objectName);
    setAlignment(Qt::AlignCenter);
    setWordWrap(true);
    setEnabled(false); // in the colour of a text that is no control
    setAttribute(Qt::WA_TransparentForMouseEvents);
    constexpr int margin = 8;
    setContentsMargins(margin, margin, margin, margin);
    view->viewport()->installEventFilter(this);
    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &EmptyNote::refresh);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &EmptyNote::refresh);
    connect(model, &QAbstractItemModel::modelReset, this, &EmptyNote::refresh);
    refresh();
}

void EmptyNote::refresh()
{
    const bool isEmpty = m_view->model()->rowCount() == 0;
    if (isEmpty) {
        setText(m_why());
        setGeometry(m_view->viewport()->rect());
    }
    setVisible(isEmpty);
    m_view->setAccessibleDescription(isEmpty ? text() : QString());
}

bool EmptyNote::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(m_view->viewport()->rect());
    return PlainLabel::eventFilter(watched, event);
}

} // namespace Holdfast
