// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"

#include <QElapsedTimer>
#include <QFrame>

#include <optional>

class QFormLayout;
class QLabel;

namespace Holdfast {

//! \brief Says who holds the lock: for what, since when, how deep; or that it is free.
class LockOwnerCard : public QFrame
{
    Q_OBJECT
public:
    explicit LockOwnerCard(QWidget *parent = nullptr);

    void setOwner(const std::optional<LockOwner> &owner);
    void setSwitchedOff();

    //! Brings the elapsed time up to date; it goes on from the last setOwner().
    void tick();

private:
    QLabel *addRow(const QString &caption, const QString &objectName);
    void showRemark(const QString &text);

    std::optional<LockOwner> m_shown;
    QElapsedTimer m_age; //!< of m_shown
    QLabel *m_headline;
    QLabel *m_remark;
    QFormLayout *m_form;
    QLabel *m_operation;
    QLabel *m_since;
    QLabel *m_elapsed;
    QLabel *m_depth;
};

} // namespace Holdfast
