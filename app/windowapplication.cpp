// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowapplication.h"

#include "app/exitcode.h"

#include <QStringList>

#include <cstdio>
#include <cstdlib>

namespace Holdfast {

namespace {

// A message handler reaches nothing else.
QStringList *s_heard = nullptr;

QString without(QString text, const QString &end)
{
    while (text.endsWith(end))
        text.chop(end.size());
    return text;
}

void hearPlatform(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type != QtFatalMsg) {
        if (type != QtDebugMsg)
            s_heard->append(message);
        return;
    }
    // The first message is the reason; without one, Qt's own last message is used.
    const QString reason = s_heard->isEmpty() ? message.section(u'\n', 0, 0) : s_heard->first();
    std::fputs(qPrintable(QStringLiteral("holdfast: There is no window, because no display can be "
                                         "reached: %1. Use --headless to serve without one.\n")
                              .arg(without(reason.trimmed(), QStringLiteral(".")))),
               stderr);
    std::_Exit(toInt(ExitCode::WrongUsage));
}

} // namespace

std::unique_ptr<QApplication> makeWindowApplication(int &argc, char **argv)
{
    QStringList heard;
    s_heard = &heard;
    const QtMessageHandler before = qInstallMessageHandler(&hearPlatform);
    auto application = std::make_unique<QApplication>(argc, argv);
    qInstallMessageHandler(before);
    s_heard = nullptr;
    for (const QString &message : std::as_const(heard))
        qWarning("%ls", qUtf16Printable(message));
    return application;
}

} // namespace Holdfast
