// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/noticebar.h"
#include "ui/base/operatoraccess.h"

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>

namespace Holdfast {

//! \brief Reminds the operator of control that has not been used for long: others may want it.
class IdleReminder : public NoticeBar
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds defaultPatience = std::chrono::minutes {5};

    //! Reminds after \a patience, and again as long after the operator has decided to keep control.
    explicit IdleReminder(const OperatorAccess &access,
                          std::chrono::milliseconds patience = defaultPatience,
                          QWidget *parent = nullptr);

Q_SIGNALS:
    //! Emitted when the operator gives control back.
    void giveBack();

private:
    void check();
    void keep();
    std::chrono::milliseconds left(std::chrono::milliseconds idle) const;

    Session m_session;
    const std::chrono::milliseconds m_patience;
    QTimer m_due;
    QElapsedTimer m_kept; //!< since the operator last decided to keep control
};

} // namespace Holdfast
