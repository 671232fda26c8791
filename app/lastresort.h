// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/exitcode.h"

#include <QtGlobal>

#include <chrono>
#include <functional>

namespace Holdfast {

//! \brief Does something before the process goes when a library ends it without asking: Qt's platform
//! plugins and Xlib call exit() when the display is lost. One at a time.
class LastResort
{
public:
    //! How long the end of the process waits for it.
    static constexpr std::chrono::seconds patience {4};

    //! \a action is called at most once, in a thread of its own, while the thread that ends the process
    //! waits. The process ends with \a code then, and nothing is unwound.
    LastResort(std::function<void()> action, ExitCode code);
    //! Disarms: from now on the process ends in the usual way.
    ~LastResort();
    Q_DISABLE_COPY_MOVE(LastResort)

private:
    static void atExit();
    static void hear(QtMsgType type, const QMessageLogContext &context, const QString &message);
    [[noreturn]] void act();

    const std::function<void()> m_action;
    const ExitCode m_code;
    const QtMessageHandler m_before;
};

} // namespace Holdfast
