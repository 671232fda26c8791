// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/sangaboard/sangaboardport.h"

#include <memory>

namespace Holdfast {

//! \brief The way to a SangaboardPort from other threads: it makes the port's thread, and ends it. Thread-safe.
class SangaboardLink
{
public:
    //! \a listener must outlive this.
    SangaboardLink(const PortSearch &search, const QString &logFile, const SangaboardTimes &times,
                   SangaboardListener &listener);
    //! Does the same as end().
    ~SangaboardLink();
    Q_DISABLE_COPY_MOVE(SangaboardLink)

    //! Begins to look for a board, once. Does not wait for one.
    void start(const SangaboardPort::Wanted &wanted);
    //! Halts the motors and ends the thread. Questions that still wait are answered.
    void end();

    //! Asks a question and waits for the answer. For workers. \a forPeople names the port.
    SangaboardAnswer ask(const SangaboardQuestion &question, const QString &forPeople) const;
    //! Asks a question. \a callback is called in the port's thread.
    void post(const SangaboardQuestion &question, const SangaboardPort::Callback &callback = {});

    //! Returns how often the stage was stopped: see SangaboardStops.
    quint64 stopCount() const;
    //! Stops the motors in an emergency: counts, and makes `stop` the next thing on the line. Does not wait.
    void stop();
    //! Halts the motors for the owner of the move: the same without counting.
    void halt();

    void setWanted(const SangaboardPort::Wanted &wanted);
    void reconnect();

private:
    class Thread;
    std::unique_ptr<Thread> m_thread;
};

} // namespace Holdfast
