// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace Holdfast {

//! \brief A thread with an event loop in which Things live, as in a server: waiting for the lock is
//! forbidden there.
class ThingsThread
{
public:
    //! Starts the thread.
    ThingsThread();
    //! Ends the event loop and waits for it.
    ~ThingsThread();
    Q_DISABLE_COPY_MOVE(ThingsThread)

    //! Runs \a function in the thread, waits for it, and throws its exception. A function that has
    //! not returned after 30 s ends the test program: a test never hangs.
    void run(const std::function<void()> &function);

private:
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<QObject> m_context;
};

} // namespace Holdfast
