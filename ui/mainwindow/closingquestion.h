// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"

#include <QObject>
#include <QStringList>

class QWidget;

namespace Holdfast {

class PictureStore;

//! \brief Asks, once, before the window is closed by hand while that would end somebody's work or lose
//! something: in a dialog that blocks nothing.
class ClosingQuestion : public QObject
{
    Q_OBJECT
public:
    //! \a store outlives it; \a window is the parent of the dialog, and what may be closed.
    ClosingQuestion(const Session &session, PictureStore *store, QWidget *window);

    //! Whether the window may be closed now. Otherwise it asks, and says confirmed() if it may after all.
    bool mayClose();

Q_SIGNALS:
    void confirmed();

private:
    //! What closing would end or lose, in sentences.
    QStringList reasons() const;
    QString whoWorks() const;
    void ask(const QStringList &reasons);

    Session m_session;
    PictureStore *m_store;
    QWidget *m_window;
    bool m_isConfirmed = false;
};

} // namespace Holdfast
