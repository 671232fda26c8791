// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "ui/base/operatoraccess.h"

#include <QFrame>

class QToolButton;

namespace Holdfast {

class PlainLabel;

//! \brief Shows the party in control, readable from two metres away: none, you, or another owner
//! elsewhere; its operation, since when, and how many requests wait. The only thing in the window that has the accent
//! colour. A click on it asks for the lock panel.
class ControlBanner : public QFrame
{
    Q_OBJECT
public:
    explicit ControlBanner(const OperatorAccess &access, QWidget *parent = nullptr);

    //! Returns the headline: "You are in control".
    QString headline() const;

Q_SIGNALS:
    //! Emitted when the operator wants the lock panel, or wants it away.
    void clicked();

protected:
    void changeEvent(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void showStatus(const LockStatus &status);
    void colour();

    QToolButton *m_icon;
    PlainLabel *m_headline;
    PlainLabel *m_details;
    LockStatus m_shown;
    bool m_isColouring = false; //!< which changes the palette, too
};

} // namespace Holdfast
