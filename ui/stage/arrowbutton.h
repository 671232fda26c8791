// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/stage/axis.h"
#include "ui/stage/stagerule.h"

#include <QTimer>
#include <QToolButton>

namespace Holdfast {

//! \brief An arrow that moves one step along an axis, or on and on while it is held down. Its tool
//! tip names the key, and the reason
//! when it may not be used.
class ArrowButton : public QToolButton
{
    Q_OBJECT
public:
    ArrowButton(Axis axis, int direction, QWidget *parent = nullptr);

    void setPermission(const Permission &permission);

Q_SIGNALS:
    //! Pressed and let go again; \a fast: with Shift.
    void stepWanted(bool fast);
    //! Is held down.
    void holdBegan(bool fast);
    void holdEnded();

protected:
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void press();
    void release();

    QString m_purpose;
    QTimer m_hold;
    bool m_isHeld = false;
    bool m_wasHeld = false; //!< up to the click that comes with its end
};

} // namespace Holdfast
