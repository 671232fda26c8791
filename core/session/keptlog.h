// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/workcontext.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QUuid>

#include <deque>
#include <mutex>
#include <vector>

namespace Holdfast {

//! \brief One line of the program's log, as clients read it.
struct KeptLine
{
    QDateTime time; //!< UTC
    LogLevel level = LogLevel::Info;
    QString logger; //!< the category: "holdfast.things.stage"
    QString message;
    QByteArray text {};   //!< the line as it is printed, without its end
    QUuid invocation {};  //!< for which the thread worked; null: none
    QString action {};    //!< of that invocation, without its Thing
    quint64 sequence = 0; //!< from 1, without gaps
};

//! \brief The latest lines of the program's log, kept in memory for clients. Thread-safe; adding a line waits for no reader for
//! long.
class KeptLog
{
public:
    //! The oldest lines go when there are more lines, or more bytes, than these.
    static constexpr std::size_t mostLines = 5000;
    static constexpr qint64 mostBytes = 2 * 1024 * 1024;

    //! Adds a line. Its number, and the invocation for which this thread works, are filled in here.
    void add(KeptLine line);

    //! Returns the latest lines, at most \a most of them, the newest first.
    std::vector<KeptLine> latest(std::size_t most) const;
    //! Returns all lines that are kept as they are printed, the oldest first, each with a line break.
    QByteArray text() const;

private:
    mutable std::mutex m_mutex;
    std::deque<KeptLine> m_lines;
    qint64 m_bytes = 0; //!< of all texts
    quint64 m_added = 0;
};

} // namespace Holdfast
