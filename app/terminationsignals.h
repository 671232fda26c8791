// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <thread>

namespace Holdfast {

//! \brief Turns SIGINT, SIGTERM, SIGQUIT and SIGHUP into a call and a Qt signal. There is one
//! object at a time.
//!
//! The first SIGINT or SIGQUIT asks for the end; a second one ends the process at once, for users
//! that cannot wait.
class TerminationSignals : public QObject
{
    Q_OBJECT
public:
    //! Called in a thread of its own, even while the other threads are busy.
    using Call = std::function<void()>;

    //! A program that is still there so long after it was asked to end is ended.
    static constexpr std::chrono::seconds patience {10};

    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

    //! Reports the signals that have come since the constructor, and those to come. Call it when
    //! there is an application object. \a first is called before anything else, \a last when the
    //! program is ended by force.
    void listen(Call first = {}, Call last = {});
    //! Removes the functions that were given to listen(): they are not called any more once this
    //! has returned.
    void forget();

Q_SIGNALS:
    //! Emitted after the call, in this object's thread.
    void requested();

private:
    void run();
    bool readAll();

    int m_readEnd = -1;
    std::atomic<bool> m_ends {false};
    std::mutex m_mutex; //!< held while one of them runs
    Call m_first;
    Call m_last;
    std::thread m_thread;
};

} // namespace Holdfast
