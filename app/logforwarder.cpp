// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/logforwarder.h"

#include <QLoggingCategory>

#include <atomic>
#include <cstdio>

namespace Holdfast {

namespace {

// Qt's message handler is a plain function.
std::atomic<LogForwarder *> current = nullptr;

LogLevel levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return LogLevel::Debug;
    case QtInfoMsg:
        return LogLevel::Info;
    case QtWarningMsg:
        return LogLevel::Warning;
    case QtCriticalMsg:
    case QtFatalMsg:
        break;
    }
    return LogLevel::Error;
}

void print(const LogLine &line)
{
    const QByteArray text = QStringLiteral("%1 %2 %3: %4\n")
                                .arg(line.time.toString(Qt::ISODateWithMs),
                                     toWord(line.level).leftJustified(7), line.source, line.message)
                                .toUtf8();
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stderr);
}

} // namespace

LogForwarder::LogForwarder(bool debug, QObject *parent)
    : QObject(parent)
{
    QLoggingCategory::setFilterRules(debug ? QStringLiteral("holdfast.*.debug=true\n")
                                           : QStringLiteral("holdfast.*.debug=false\n"));
    current = this;
    qInstallMessageHandler(&LogForwarder::handle);
}

LogForwarder::~LogForwarder()
{
    qInstallMessageHandler(nullptr);
    current = nullptr;
}

void LogForwarder::handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const LogLine line {QDateTime::currentDateTimeUtc(), levelOf(type),
                        QString::fromUtf8(context.category), message};
    print(line);
    // A listener that logs itself would be called for ever.
    thread_local bool busy = false;
    LogForwarder *forwarder = current;
    if (busy || !forwarder)
        return;
    busy = true;
    Q_EMIT forwarder->logged(line);
    busy = false;
}

} // namespace Holdfast
