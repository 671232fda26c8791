// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/messagelog.h"
#include "core/base/outputwriter.h"
#include "core/thing/json.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace Holdfast::Ctl {

//! \brief What holdfastctl prints. Nobody who prints waits for whoever reads it: the same thread
//! renews a lease. Each call writes whole lines.
class Console : public QObject
{
    Q_OBJECT
public:
    //! What becomes of results when stdout is not read fast enough.
    enum class Results {
        None,  //!< there are none: stdout is somebody else's
        All,   //!< all are kept until they are printed
        Latest //!< some are left out, and counted
    };

    //! Throws std::system_error when there is no thread to be had. With \a json that something was
    //! left out is said as JSON.
    explicit Console(Results results, bool json = false, QObject *parent = nullptr);
    ~Console() override;

    //! A result, to stdout. Control characters are escaped, as others wrote parts of it.
    void print(const QString &line);
    //! Several lines that are printed together, or not at all.
    void print(const QStringList &lines);
    //! The same as data: one line of ASCII.
    void print(const Json &json);
    //! Text for a terminal, as it is, unless what was written before is not printed yet; then false.
    bool draw(const QString &text);
    //! What a person should know, to stderr: "holdfastctl: ...". Control characters are escaped.
    void note(const QString &line);

    //! A result could not be printed, or nobody reads results any more.
    bool hasFailed() const;
    //! How much of the results is not printed yet.
    qsizetype pending() const;

    //! Waits until all is printed: results until \a deadline, notes for a moment. False when a result
    //! could not be printed; what stands in the way is noted.
    bool finish(const QDeadlineTimer &deadline);

Q_SIGNALS:
    //! All results so far are printed.
    void printed();
    //! See hasFailed(). Once.
    void failed();

private:
    OutputWriter::Options resultOptions(Results results, bool json);
    void write(const QString &text);

    OutputWriter m_notes;
    const MessageLog m_log; //!< what Qt has to say
    std::optional<OutputWriter> m_results;
};

//! \brief Some lines at the end of a terminal (stdout), that are replaced by newer ones.
class TerminalView
{
public:
    //! Whether stdout is a terminal at all.
    static bool isPossible();

    explicit TerminalView(Console &console);

    //! What does not fit into the terminal is cut off, and control characters are escaped. While the terminal is paused, nothing is shown.
    void show(const QStringList &lines);

private:
    Console &m_console;
    qsizetype m_shown = 0;
};

} // namespace Holdfast::Ctl
