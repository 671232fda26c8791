// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace Holdfast {

//! \brief Tells the service manager (systemd) that has started the program how the program is: ready,
//! alive, ending. Does nothing when it was not started by one.
//!
//! "Alive" is what a unit's WatchdogSec= asks for: the service manager ends a service that does not
//! tell it in time. It is told only while all watched event loops turn.
class ServiceManager : public QObject
{
    Q_OBJECT
public:
    //! Runs a function in an event loop, soon and without blocking. Returns false when that loop does
    //! not run at present; a loop that does not run cannot hang.
    using InLoop = std::function<bool(const std::function<void()> &)>;

    explicit ServiceManager(QObject *parent = nullptr);

    //! Tells in a sentence what the program does at present.
    void status(const QString &text);
    //! Tells that clients are served. From now on the watchdog, if there is one, is told that the
    //! program is alive while \a loops and the loop of this object's thread turn.
    void ready(std::vector<InLoop> loops);
    //! Tells that the program ends.
    void stopping();

private:
    void tellWhenAlive();

    std::vector<InLoop> m_loops;
    QTimer m_timer;
    //! How many loops have not yet run what they were given at the last turn of the timer.
    std::shared_ptr<std::atomic<int>> m_owing;
};

} // namespace Holdfast
