// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

class QWidget;

namespace Holdfast {

//! \brief Notices Escape pressed twice within a second, anywhere in the application, also over a
//! dialog or a menu. A key that is held down counts once. The key is not used up.
//!
//! Two presses that have each closed a widget, a menu and then its dialog for instance, do not
//! count.
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
    bool isClosing(const QObject *watched) const;

    QElapsedTimer m_first;
    bool m_hasFirstClosed = false; //!< something
    bool m_isUnderWay = false;     //!< a key is being delivered
    bool m_hasClosed = false;      //!< it has closed something
    QPointer<QWidget> m_focus;     //!< where it went
};

} // namespace Holdfast
