// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/messagelog.h"

#include "core/base/outputwriter.h"
#include "core/base/printable.h"

#include <mutex>
#include <shared_mutex>

namespace Holdfast {

namespace {

// Qt's message handler is a plain function.
std::shared_mutex currentMutex;
MessageLog *current = nullptr;

} // namespace

MessageLog::MessageLog(OutputWriter &writer, Handler handler)
    : m_writer(writer)
    , m_handler(std::move(handler))
    , m_before(qInstallMessageHandler(&MessageLog::take))
{
    const std::unique_lock lock(currentMutex);
    current = this;
}

MessageLog::~MessageLog()
{
    qInstallMessageHandler(m_before);
    // Threads that are logging hold the lock shared, so they have finished once this has it.
    const std::unique_lock lock(currentMutex);
    current = nullptr;
}

void MessageLog::take(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const LogMessage message {QDateTime::currentDateTimeUtc(), type,
                              QString::fromUtf8(context.category), printable(text)};
    const std::shared_lock lock(currentMutex);
    if (!current)
        return;
    if (const QString line = current->m_handler(message); !line.isEmpty())
        current->m_writer.write((line + u'\n').toUtf8());
    // The program ends as soon as this returns.
    if (type == QtFatalMsg)
        current->m_writer.flush(QDeadlineTimer(std::chrono::seconds {1}));
}

} // namespace Holdfast
