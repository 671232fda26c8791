// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/standardoutput.h"
#include "core/base/messagelog.h"
#include "core/session/keptlog.h"
#include "ui/log/logline.h"

#include <QList>
#include <QObject>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>

namespace Holdfast {

//! \brief Passes all log lines on: to stderr, and to the listeners. Logging blocks on neither. What Qt
//! says of each broken JPEG becomes one line for all that follow within \ref burst of each other. There is one object at a time.
class LogForwarder : public QObject
{
    Q_OBJECT
public:
    //! After this time without one, a broken picture is reported again.
    static constexpr std::chrono::seconds burst {10};

    //! \a debug: also the debug lines of Holdfast's categories (holdfast.*).
    explicit LogForwarder(bool debug, QObject *parent = nullptr);

    //! Returns the output to which the log is written, for other lines to print.
    StandardOutput &output() { return m_output; }

    //! Returns the latest lines, for clients of the server.
    std::shared_ptr<const KeptLog> kept() const { return m_kept; }

    //! Returns the lines that were logged before the first call, at most the latest 200: a window
    //! that opens after the start shows them. Connect to logged() before; no line is reported
    //! twice.
    QList<LogLine> takeEarlier();

Q_SIGNALS:
    //! Emitted from any thread.
    void logged(const Holdfast::LogLine &line);

private:
    void pass(const LogLine &line);
    bool beginsBurst();

    std::mutex m_mutex;
    QList<LogLine> m_earlier;
    bool m_keepsEarlier = true;
    std::atomic<std::chrono::steady_clock::rep> m_lastBroken {0}; //!< when Qt met a broken picture
    const std::shared_ptr<KeptLog> m_kept = std::make_shared<KeptLog>();
    StandardOutput m_output;
    const MessageLog m_log; //!< begins last, ends first
};

} // namespace Holdfast
