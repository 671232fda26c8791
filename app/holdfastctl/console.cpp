// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/console.h"

#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

namespace Holdfast::Ctl {

namespace {

void write(std::FILE *file, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    std::fwrite(utf8.constData(), 1, static_cast<std::size_t>(utf8.size()), file);
    std::fflush(file);
}

} // namespace

void Console::print(const QString &line)
{
    write(stdout, line + u'\n');
}

void Console::print(const Json &json)
{
    // ASCII, as a terminal may take control characters beyond it for orders.
    write(stdout,
          QString::fromStdString(json.dump(-1, ' ', true, Json::error_handler_t::replace)) + u'\n');
}

void Console::note(const QString &line)
{
    write(stderr, QStringLiteral("holdfastctl: ") + line + u'\n');
}

bool TerminalView::isPossible()
{
    return ::isatty(STDOUT_FILENO) == 1 && qgetenv("TERM") != "dumb";
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
    m_shown = qMin(lines.size(), qsizetype {size.ws_row} - 1);
    for (qsizetype i = 0; i < m_shown; ++i)
        text += QStringLiteral("\r\x1b[2K") + lines[i] + u'\n';
    write(stdout, text + QStringLiteral("\x1b[J\x1b[?7h"));
}

} // namespace Holdfast::Ctl
