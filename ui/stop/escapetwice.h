// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QObject>

namespace Holdfast {

//! \brief Notices Escape pressed twice within a second, anywhere in the application, also over a
//! dialog or a menu. A key that is held down counts once. The key is not used up.
class EscapeTwice : public QObject
{
    Q_OBJECT
public:
    explicit EscapeTwice(QObject *parent);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void pressed();

private:
    void count();

    QElapsedTimer m_first;
};

} // namespace Holdfast
