// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/text/plainlabel.h"

#include <functional>

class QAbstractItemView;

namespace Holdfast {

//! \brief Says in the middle of an empty list why there is nothing. Lets clicks through.
class EmptyNote : public PlainLabel
{
    Q_OBJECT
public:
    //! \a view has its model already. \a why is asked when it has no rows.
    EmptyNote(const QString &objectName, QAbstractItemView *view, std::function<QString()> why);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();

    QAbstractItemView *m_view;
    std::function<QString()> m_why;
};

} // namespace Holdfast
