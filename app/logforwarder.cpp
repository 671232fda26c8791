// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/logforwarder.h"

#include "core/session/servedclient.h"

#include <QLoggingCategory>

#include <utility>

namespace Holdfast {

namespace {

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

} // namespace

LogForwarder::LogForwarder(bool debug, QObject *parent)
    : QObject(parent)
    , m_log(m_output.errors(), [this](const LogMessage &message) {
        LogLine line {.time = message.time,
                      .level = levelOf(message.type),
                      .source = message.category,
                      .message = message.text,
                      .client = ServedClient::current()};
        // A camera or a server that sends broken pictures sends many of them a second.
        if (line.source == QLatin1String("qt.gui.imageio.jpeg")) {
            if (!beginsBurst())
                return QString();
            line.source = QStringLiteral("holdfast.ui");
            line.message = QStringLiteral("A picture to be shown is broken, and may be shown in "
                                          "part (%1). Further ones are not reported until there "
                                          "was none for %2 seconds.")
                               .arg(line.message)
                               .arg(burst.count());
        }
        pass(line);
        const QString text = toText(line);
        m_kept->add({.time = line.time,
                     .level = line.level,
                     .logger = line.source,
                     .message = line.message,
                     .text = text.toUtf8()});
        return text;
    })
{
    QLoggingCategory::setFilterRules(debug ? QStringLiteral("holdfast.*.debug=true\n")
                                           : QStringLiteral("holdfast.*.debug=false\n"));
}

bool LogForwarder::beginsBurst()
{
    using Clock = std::chrono::steady_clock;
    const Clock::duration now = Clock::now().time_since_epoch();
    const Clock::duration last {m_lastBroken.exchange(now.count())};
    return last == Clock::duration::zero() || now - last > burst;
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

} // namespace Holdfast
