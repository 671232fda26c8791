// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/lastresort.h"

#include "core/base/taskthread.h"

#include <QString>

#include <atomic>
#include <cstdlib>

namespace Holdfast {

namespace {

// The functions that are called at the exit of a process have no arguments.
std::atomic<LastResort *> s_armed = nullptr;
std::atomic<QtMessageHandler> s_handlerBefore = nullptr;

//! Returns whether Qt's plugins announce the end of the process with \a message. Wayland's plugin
//! ends it by _exit(), which calls no handlers; X11's by exit(), by which time a part of Qt may
//! have gone already.
bool tellsTheEnd(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type != QtWarningMsg && type != QtCriticalMsg && type != QtFatalMsg)
        return false;
    const QLatin1StringView category(context.category ? context.category : "default");
    const bool isQt =
        category == QLatin1StringView("default") || category.startsWith(QLatin1StringView("qt."));
    return isQt
           && (message.startsWith(QStringLiteral("The Wayland connection"))
               || message.startsWith(QStringLiteral("The X11 connection broke")));
}

} // namespace

LastResort::LastResort(std::function<void()> action, ExitCode code)
    : m_action(std::move(action))
    , m_code(code)
    , m_before(qInstallMessageHandler(&LastResort::hear))
{
    s_handlerBefore = m_before;
    s_armed = this;
    static const bool isRegistered = std::atexit(&LastResort::atExit) == 0;
    Q_ASSERT(isRegistered);
}

LastResort::~LastResort()
{
    s_armed = nullptr;
    qInstallMessageHandler(m_before);
}

void LastResort::hear(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (const QtMessageHandler before = s_handlerBefore)
        before(type, context, message);
    if (!tellsTheEnd(type, context, message))
        return;
    if (LastResort *armed = s_armed.exchange(nullptr))
        armed->act();
}

void LastResort::atExit()
{
    if (LastResort *armed = s_armed.exchange(nullptr))
        armed->act();
}

void LastResort::act()
{
    // In a thread of its own, because the thread-local objects of this thread are destroyed
    // already.
    TaskThread thread(QStringLiteral("last resort"));
    thread.start(m_action);
    thread.end(QDeadlineTimer(patience));
    std::_Exit(toInt(m_code));
}

} // namespace Holdfast
