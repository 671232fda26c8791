// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/standardoutput.h"
#include "core/base/messagelog.h"
#include "ui/log/logline.h"

#include <QList>
#include <QObject>

#include <mutex>

namespace Holdfast {

//! \a line as it is printed.
QString toText(const LogLine &line);

//! \brief Where all that is logged goes: to stderr, and to whoever listens. Nobody who logs something
//! waits for either. One at a time.
class LogForwarder : public QObject
{
    Q_OBJECT
public:
    //! \a debug: also what Holdfast's categories (holdfast.*) say in detail.
    explicit LogForwarder(bool debug, QObject *parent = nullptr);

    //! Where the log is written to, for what is printed besides.
    StandardOutput &output() { return m_output; }

    //! What was logged before this was asked first, at most the latest 200 lines: what a window that
    //! opens after the start has to show. Connect to logged() before; nothing is told twice.
    QList<LogLine> takeEarlier();

Q_SIGNALS:
    //! From any thread.
    void logged(const Holdfast::LogLine &line);

private:
    void pass(const LogLine &line);

    std::mutex m_mutex;
    QList<LogLine> m_earlier;
    bool m_keepsEarlier = true;
    StandardOutput m_output;
    const MessageLog m_log; //!< begins last, ends first
};

} // namespace Holdfast
