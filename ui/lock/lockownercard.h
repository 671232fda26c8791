// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"

#include <QElapsedTimer>
#include <QFrame>

class QFormLayout;
class QProgressBar;

namespace Holdfast {

class PlainLabel;
class TextBox;

//! \brief Shows the owner of the lock: its operation, how far that is, since when and how much
//! longer, under which lease, the clients that have asked for the lock, and the problems of the
//! hold; or that the lock is free.
class LockOwnerCard : public QFrame
{
    Q_OBJECT
public:
    explicit LockOwnerCard(QWidget *parent = nullptr);

    void setStatus(const LockStatus &status);
    void setSwitchedOff();

    //! Brings the times up to date; they go on from the last setStatus().
    void tick();

private:
    PlainLabel *addRow(const QString &caption, const QString &objectName);
    TextBox *addBox(const QString &caption, const QString &objectName);
    void addTimes();
    void addProgress();
    void setRowVisible(QWidget *field, bool visible);

    LockStatus m_shown;
    QElapsedTimer m_age; //!< of m_shown
    PlainLabel *m_headline;
    PlainLabel *m_remark;
    TextBox *m_trouble;
    QFormLayout *m_form;
    PlainLabel *m_operation;
    QWidget *m_progressRow;
    QProgressBar *m_progress;
    PlainLabel *m_remaining;
    QWidget *m_timesRow;
    PlainLabel *m_since;
    PlainLabel *m_elapsed;
    TextBox *m_lease;
    TextBox *m_asks;
};

} // namespace Holdfast
