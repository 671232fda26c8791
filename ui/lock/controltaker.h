// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"

#include <QObject>

#include <optional>

namespace Holdfast {

//! \brief Takes control of the instrument for the operator, and gives it back. Waits in line as
//! long as it takes; blocks nothing.
class ControlTaker : public QObject
{
    Q_OBJECT
public:
    explicit ControlTaker(const Session &session, QObject *parent = nullptr);
    //! Gives it back, or leaves the line.
    ~ControlTaker() override;

    bool hasControl() const { return m_session.lock().hasControl(); }
    bool isWaiting() const { return m_waiting.has_value(); }

    void take();
    //! Gives control back, or leaves the line for it: whichever it is.
    void letGo();

Q_SIGNALS:
    //! Got control, gave it back, entered or left the line. Not when somebody else ended it: the
    //! lock's own changes tell that.
    void changed();
    void failed(const QString &why);

private:
    void finish(const Result<void> &taken);

    Session m_session;
    std::optional<Reply<void>> m_waiting;
    bool m_isUnwanted = false; //!< left the line, perhaps too late
};

} // namespace Holdfast
