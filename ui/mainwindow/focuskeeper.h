// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>

class QWidget;

namespace Holdfast {

//! \brief Keeps the focus from being passed on to a widget that acts.
//!
//! When the widget with the focus is hidden, disabled or deleted, Qt gives the focus to the next
//! one in the order of the Tab key, of any kind: the next key would do something unintended. In the
//! window and in its floating docks the focus goes to a place where keys do no more than move the
//! stage.
class FocusKeeper : public QObject
{
    Q_OBJECT
public:
    //! \a harmless is in \a window, and gets the focus there.
    FocusKeeper(QWidget *window, QWidget *harmless);

private:
    void follow(QWidget *now);
    QWidget *harmlessIn(QWidget *window) const;

    QWidget *m_window;
    QPointer<QWidget> m_harmless;
    QHash<const QWidget *, QPointer<QWidget>>
        m_last; //!< the last widget with the focus, in each window
};

} // namespace Holdfast
