// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/workcontext.h"

#include "core/thing/progresspart.h"
#include "core/thing/thingerror.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {
thread_local WorkContext *s_current = nullptr;
}

QString toWord(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return QStringLiteral("DEBUG");
    case LogLevel::Info:
        break;
    case LogLevel::Warning:
        return QStringLiteral("WARNING");
    case LogLevel::Error:
        return QStringLiteral("ERROR");
    }
    return QStringLiteral("INFO");
}

WorkContext::WorkContext(LogSink log, ProgressSink progress, RenewalSink renewed)
    : m_log(std::move(log))
    , m_progress(std::move(progress))
    , m_renewed(std::move(renewed))
{
}

void WorkContext::requestCancel()
{
    {
        const std::lock_guard lock(m_mutex);
        m_cancelRequested = true;
    }
    callHooks();
}

bool WorkContext::requestCancelUnlessBlocked()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_cancelBlocks > 0)
            return false;
        m_cancelRequested = true;
    }
    callHooks();
    return true;
}

void WorkContext::callHooks()
{
    m_wake.notify_all();
    const std::lock_guard lock(m_hooksMutex);
    for (const CancelHook *hook : m_hooks)
        hook->m_whenRequested();
}

bool WorkContext::isCancelRequested() const
{
    const std::lock_guard lock(m_mutex);
    return m_cancelRequested;
}

void WorkContext::throwIfCancelled()
{
    const std::lock_guard lock(m_mutex);
    if (std::exchange(m_cancelRequested, false))
        throw InvocationCancelled();
}

void WorkContext::sleep(std::chrono::nanoseconds duration)
{
    using Clock = std::chrono::steady_clock;
    const auto now = Clock::now();
    // A deadline beyond the clock's end would overflow into the past.
    const auto deadline = now + std::min<Clock::duration>(duration, Clock::time_point::max() - now);
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, deadline, [this] { return m_cancelRequested; });
    if (std::exchange(m_cancelRequested, false))
        throw InvocationCancelled();
}

bool WorkContext::renew(const Renewal &renewal)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_isRenewable || m_cancelRequested)
            return false;
        m_renewal = renewal;
    }
    m_wake.notify_all();
    return true;
}

std::optional<Renewal> WorkContext::awaitRenewal(std::chrono::steady_clock::time_point deadline)
{
    std::optional<Renewal> taken;
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait_until(lock, deadline, [this] { return m_cancelRequested || m_renewal; });
        if (std::exchange(m_cancelRequested, false))
            throw InvocationCancelled();
        taken = std::exchange(m_renewal, {});
    }
    if (taken && m_renewed)
        m_renewed();
    return taken;
}

bool WorkContext::endRenewals()
{
    const std::lock_guard lock(m_mutex);
    if (m_renewal)
        return false;
    m_isRenewable = false;
    return true;
}

void WorkContext::log(const LogEntry &entry) const
{
    if (m_log)
        m_log(entry);
}

void WorkContext::report(const Progress &progress) const
{
    if (m_progress)
        m_progress({std::clamp(progress.percent, 0.0, 100.0), progress.message});
}

WorkContext *WorkContext::current()
{
    return s_current;
}

CancellationBlock::CancellationBlock(bool isWanted)
    : m_context(isWanted ? WorkContext::current() : nullptr)
{
    if (!m_context)
        return;
    const std::lock_guard lock(m_context->m_mutex);
    ++m_context->m_cancelBlocks;
}

CancellationBlock::~CancellationBlock()
{
    if (!m_context)
        return;
    const std::lock_guard lock(m_context->m_mutex);
    --m_context->m_cancelBlocks;
}

CancelHook::CancelHook(WorkContext &context, std::function<void()> whenRequested)
    : m_context(context)
    , m_whenRequested(std::move(whenRequested))
{
    // The hook is added before it checks: a request that it does not see yet will see the hook.
    const std::lock_guard lock(m_context.m_hooksMutex);
    m_context.m_hooks.push_back(this);
    if (m_context.isCancelRequested())
        m_whenRequested();
}

CancelHook::~CancelHook()
{
    const std::lock_guard lock(m_context.m_hooksMutex);
    std::erase(m_context.m_hooks, this);
}

WorkScope::WorkScope(WorkContext *context)
    : m_scope(s_current, context)
{
}

void cancellableSleep(std::chrono::nanoseconds duration)
{
    if (WorkContext *context = WorkContext::current())
        context->sleep(duration);
    else
        WorkContext().sleep(duration);
}

void throwIfCancelled()
{
    if (WorkContext *context = WorkContext::current())
        context->throwIfCancelled();
}

std::optional<Renewal> awaitRenewal(std::chrono::steady_clock::time_point deadline)
{
    if (WorkContext *context = WorkContext::current())
        return context->awaitRenewal(deadline);
    return WorkContext().awaitRenewal(deadline);
}

bool endRenewals()
{
    WorkContext *context = WorkContext::current();
    return !context || context->endRenewals();
}

void reportProgress(double percent, const QString &message)
{
    if (const WorkContext *context = WorkContext::current())
        context->report(ProgressPart::ofTheWhole({percent, message}));
}

} // namespace Holdfast
