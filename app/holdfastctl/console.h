// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/messagelog.h"
#include "core/base/outputwriter.h"
#include "core/thing/json/json.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace Holdfast::Ctl {

//! \brief The output of holdfastctl. Printing never blocks on a slow reader, because the same
//! thread renews a lease. Each call writes whole lines.
class Console : public QObject
{
    Q_OBJECT
public:
    //! The results that are kept while stdout is not read fast enough.
    enum class Results {
        None,  //!< there are none: stdout belongs to another program
        All,   //!< all are kept until they are printed
        Latest //!< some are left out, and counted
    };

    //! Throws std::system_error when no thread can be started. With \a json, a note about omitted
    //! results is JSON as well.
    explicit Console(Results results, bool json = false, QObject *parent = nullptr);
    ~Console() override;

    //! Prints a result to stdout. Control characters are escaped, as parts of it come from others.
    void print(const QString &line);
    //! Prints several lines together, or none of them.
    void print(const QStringList &lines);
    //! Prints the same as data: one line of ASCII.
    void print(const Json &json);
    //! Writes text for a terminal as it is. Returns false, and writes nothing, while earlier output
    //! is not printed yet.
    bool draw(const QString &text);
    //! Prints a message for a person to stderr: "holdfastctl: ...". Control characters are escaped.
    void note(const QString &line);

    //! Returns whether a result could not be printed, or the reader of the results has gone.
    bool hasFailed() const;
    //! Returns how much of the results is not printed yet.
    qsizetype pending() const;

    //! Waits until all is printed: results until \a deadline, notes for a moment. Returns false
    //! when a result could not be printed; the obstacle is noted.
    bool finish(const QDeadlineTimer &deadline);

Q_SIGNALS:
    //! Emitted when all results so far are printed.
    void printed();
    //! Emitted once, when hasFailed() becomes true.
    void failed();

private:
    OutputWriter::Options resultOptions(Results results, bool json);
    void write(const QString &text);

    OutputWriter m_notes;
    const MessageLog m_log; //!< collects the messages of Qt
    std::optional<OutputWriter> m_results;
};

//! \brief Some lines at the end of a terminal (stdout), that are replaced by newer ones.
class TerminalView
{
public:
    //! Returns whether stdout is a terminal at all.
    static bool isPossible();

    explicit TerminalView(Console &console);

    //! Shows \a lines. Text that does not fit into the terminal is cut off, and control characters
    //! are escaped. While the terminal is paused, nothing is shown.
    void show(const QStringList &lines);

private:
    Console &m_console;
    qsizetype m_shown = 0;
};

} // namespace Holdfast::Ctl
