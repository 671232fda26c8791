// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"

#include <QObject>
#include <QStringList>

class QWidget;

namespace Holdfast {

class PictureStore;

//! \brief Asks, once, before the operator closes the window while that would end a client's work or
//! lose pictures: in a dialog that does not block.
class ClosingQuestion : public QObject
{
    Q_OBJECT
public:
    //! \a store outlives it; \a window is the parent of the dialog, and the window to be closed.
    ClosingQuestion(const Session &session, PictureStore *store, QWidget *window);

    //! Returns whether the window may be closed now. Otherwise it asks, and emits confirmed() if
    //! the window may be closed after all.
    bool mayClose();

Q_SIGNALS:
    void confirmed();

private:
    //! Returns in sentences what closing would end or lose.
    QStringList reasons() const;
    QString whoWorks() const;
    void ask(const QStringList &reasons);

    Session m_session;
    PictureStore *m_store;
    QWidget *m_window;
    bool m_isConfirmed = false;
};

} // namespace Holdfast
