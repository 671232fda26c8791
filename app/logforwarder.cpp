// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/logforwarder.h"

#include <QLoggingCategory>

#include <atomic>
#include <cstdio>
#include <utility>

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
    const QByteArray text = (toText(line) + u'\n').toUtf8();
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stderr);
}

} // namespace

QString toText(const LogLine &line)
{
    return QStringLiteral("%1 %2 %3: %4")
        .arg(line.time.toString(Qt::ISODateWithMs), toWord(line.level).leftJustified(7),
             line.source, line.message);
}

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

void LogForwarder::pass(const LogLine &line)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_keepsEarlier) {
            constexpr qsizetype most = 200;
            if (m_earlier.size() == most)
                m_earlier.removeFirst();
            m_earlier << line;
            return;
        }
    }
    Q_EMIT logged(line);
}

QList<LogLine> LogForwarder::takeEarlier()
{
    const std::lock_guard lock(m_mutex);
    m_keepsEarlier = false;
    return std::exchange(m_earlier, {});
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
    forwarder->pass(line);
    busy = false;
}

} // namespace Holdfast
