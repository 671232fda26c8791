// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "ui/base/operatoraccess.h"

#include <QFrame>

namespace Holdfast {

class PlainLabel;

//! \brief Shows the party in control, readable from two metres away: none, you, or another owner
//! elsewhere. The only thing in the window that has the accent colour.
class ControlBanner : public QFrame
{
    Q_OBJECT
public:
    explicit ControlBanner(const OperatorAccess &access, QWidget *parent = nullptr);

    //! Returns the headline: "You are in control".
    QString headline() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void showStatus(const LockStatus &status);
    void colour();

    PlainLabel *m_icon;
    PlainLabel *m_headline;
    PlainLabel *m_details;
    LockStatus m_shown;
    bool m_isColouring = false; //!< which changes the palette, too
};

} // namespace Holdfast
