// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "ui/base/operatoraccess.h"

#include <QFrame>
#include <QTimer>

#include <chrono>

class QToolButton;

namespace Holdfast {

class LockPanel;

//! \brief The lock panel, to be laid over the picture. It opens when the operator wants it, and by itself when a request of
//! the operator waits for the lock, or a hold is broken.
//!
//! One that has opened by itself closes a moment after its reason is gone, unless it is in use. One that the
//! operator has opened or pinned stays. It says where it wants to be only by its sizeHint().
class LockFlyout : public QFrame
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds defaultLinger = std::chrono::seconds {3};

    //! Takes \a panel over. \a linger: so long it stays when its reason is gone.
    LockFlyout(const OperatorAccess &access, LockPanel *panel,
               std::chrono::milliseconds linger = defaultLinger, QWidget *parent = nullptr);

    bool isOpen() const { return !isHidden(); }
    //! Opens and closes it as the operator wants it.
    void setOpen(bool open);
    bool isPinned() const;
    //! A pinned one is open.
    void setPinned(bool pinned);

    QSize sizeHint() const override;

Q_SIGNALS:
    void openChanged(bool open);
    void pinnedChanged(bool pinned);

private:
    //! The occasions to open by itself.
    struct Reasons
    {
        bool isWaiting = false;  //!< a request of the operator stands in line
        bool isBreaking = false; //!< the owner's operation has been told to end
        qsizetype broken = 0;    //!< holds of the operator that were broken, and are not confirmed

        bool any() const { return isWaiting || isBreaking || broken > 0; }
    };

    QWidget *createHead();
    void hear(const LockStatus &status);
    void openByItself();
    void closeByItself();
    bool isInUse() const;

    Session m_session;
    QToolButton *m_pin;
    Reasons m_reasons;
    bool m_isByItself = false; //!< opened so, and not taken over by the operator
    QTimer m_linger;
};

} // namespace Holdfast
