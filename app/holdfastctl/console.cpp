// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/console.h"

#include "core/config/echo.h"

#include <limits>
#include <sys/ioctl.h>
#include <unistd.h>

namespace Holdfast::Ctl {

namespace {

//! Returns \a line in a form that is safe to print: text from others neither controls the terminal
//! nor has unlimited length.
QString safe(const QString &line)
{
    constexpr qsizetype longest = 4000;
    return shown(line, longest);
}

QByteArray noteText(const QString &line)
{
    return (QStringLiteral("holdfastctl: ") + safe(line) + u'\n').toUtf8();
}

QByteArray leftOut(const QString &what, quint64 count)
{
    return noteText(
        QStringLiteral("%1 %2 not printed, because the output was not read fast enough")
            .arg(count)
            .arg(what + (count == 1 ? QStringLiteral(" was") : QStringLiteral("s were"))));
}

OutputWriter::Options noteOptions()
{
    OutputWriter::Options options;
    options.dropNote = [](quint64 count) { return leftOut(QStringLiteral("note"), count); };
    return options;
}

} // namespace

Console::Console(Results results, bool json, QObject *parent)
    : QObject(parent)
    , m_notes(STDERR_FILENO, noteOptions())
    , m_log(m_notes, [](const LogMessage &message) {
        return QStringLiteral("holdfastctl: ") + message.text;
    })
{
    if (results != Results::None)
        m_results.emplace(STDOUT_FILENO, resultOptions(results, json));
}

Console::~Console() = default;

OutputWriter::Options Console::resultOptions(Results results, bool json)
{
    OutputWriter::Options options;
    if (results == Results::All)
        options.mostBytes = std::numeric_limits<qsizetype>::max() / 2;
    options.dropNote = [json](quint64 count) {
        return json ? R"({"left_out":)" + QByteArray::number(count) + "}\n"
                    : leftOut(QStringLiteral("change"), count);
    };
    options.emptied = [this] { Q_EMIT printed(); };
    options.failed = [this](int) { Q_EMIT failed(); };
    return options;
}

void Console::write(const QString &text)
{
    if (m_results)
        m_results->write((text + u'\n').toUtf8());
}

void Console::print(const QString &line)
{
    write(safe(line));
}

void Console::print(const QStringList &lines)
{
    QStringList safeLines;
    for (const QString &line : lines)
        safeLines << safe(line);
    write(safeLines.join(u'\n'));
}

void Console::print(const Json &json)
{
    // ASCII, as a terminal may take control characters beyond it for orders.
    write(QString::fromStdString(json.dump(-1, ' ', true, Json::error_handler_t::replace)));
}

bool Console::draw(const QString &text)
{
    return pending() == 0 && m_results && m_results->write(text.toUtf8());
}

void Console::note(const QString &line)
{
    m_notes.write(noteText(line));
}

bool Console::hasFailed() const
{
    return m_results && m_results->error() != 0;
}

qsizetype Console::pending() const
{
    return m_results ? m_results->pending() : 0;
}

bool Console::finish(const QDeadlineTimer &deadline)
{
    bool arePrinted = true;
    if (m_results) {
        arePrinted = m_results->flush(deadline) && !hasFailed();
        if (hasFailed())
            note(QStringLiteral("stdout cannot be written: %1.")
                     .arg(qt_error_string(m_results->error())));
        else if (!arePrinted)
            note(QStringLiteral("stdout is not read."));
    }
    constexpr std::chrono::milliseconds moment {500};
    m_notes.flush(QDeadlineTimer(moment));
    return arePrinted;
}

bool TerminalView::isPossible()
{
    return ::isatty(STDOUT_FILENO) == 1 && qgetenv("TERM") != "dumb";
}

TerminalView::TerminalView(Console &console)
    : m_console(console)
{
}

void TerminalView::show(const QStringList &lines)
{
    winsize size = {};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row < 2)
        size = {24, 80, 0, 0};
    // Without wrapping, as a line that takes two would shift all the others.
    QString text = QStringLiteral("\x1b[?7l");
    if (m_shown > 0)
        text += QStringLiteral("\x1b[%1A").arg(m_shown);
    const qsizetype shown = qMin(lines.size(), qsizetype {size.ws_row} - 1);
    for (qsizetype i = 0; i < shown; ++i)
        text += QStringLiteral("\r\x1b[2K") + safe(lines[i]) + u'\n';
    if (m_console.draw(text + QStringLiteral("\x1b[J\x1b[?7h")))
        m_shown = shown;
}

} // namespace Holdfast::Ctl
