// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/testing/thingsthread.h"

#include "core/lock/globallock.h"

#include <chrono>
#include <future>

namespace Holdfast {

namespace {

constexpr std::chrono::seconds s_threadPatience {30};

class Loop : public QThread
{
protected:
    void run() override
    {
        const WaitingForbidden others;
        exec();
    }
};

} // namespace

ThingsThread::ThingsThread()
    : m_thread(std::make_unique<Loop>())
    , m_context(new QObject)
{
    m_thread->setObjectName(QStringLiteral("things"));
    m_context->moveToThread(m_thread.get());
    m_thread->start();
}

ThingsThread::~ThingsThread()
{
    m_thread->quit();
    if (!m_thread->wait(std::chrono::milliseconds(s_threadPatience).count()))
        qFatal("The Things' thread did not end.");
}

void ThingsThread::run(const std::function<void()> &function)
{
    const auto call = std::make_shared<std::packaged_task<void()>>(function);
    std::future<void> done = call->get_future();
    QMetaObject::invokeMethod(
        m_context.get(), [call] { (*call)(); }, Qt::QueuedConnection);
    if (done.wait_for(s_threadPatience) != std::future_status::ready)
        qFatal("The Things' thread is stuck: a constructor, open() or close() did not return.");
    done.get();
}

} // namespace Holdfast
