// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/replydelivery.h"

#include <QCoreApplication>
#include <QEvent>

#include <utility>

namespace Holdfast {

//! \brief Represents one listener in the tree of its context, and is destroyed with it.
class ReplyDelivery::Receiver : public QObject
{
public:
    // \a told keeps the delivery alive for as long as it exists.
    Receiver(QObject *context, ReplyDelivery *delivery, std::function<void()> told)
        : QObject(context)
        , m_delivery(delivery)
        , m_told(std::move(told))
    {
    }

    ~Receiver() override
    {
        if (!m_delivery)
            return;
        // A thread that posts holds the mutex, and posts only to receivers that are still in the
        // list.
        const std::lock_guard lock(m_delivery->m_mutex);
        std::erase(m_delivery->m_receivers, this);
    }
    Q_DISABLE_COPY_MOVE(Receiver)

    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        m_delivery = nullptr; // the delivery has removed this one
        const auto told = std::exchange(m_told, {});
        delete this; // before the call, which may destroy the context; an event for that would cost a turn
        told();
        return true;
    }

private:
    ReplyDelivery *m_delivery;
    std::function<void()> m_told;
};

void ReplyDelivery::finish()
{
    const std::lock_guard lock(m_mutex);
    m_finished.store(true, std::memory_order_release);
    m_news.notify_all();
    for (Receiver *receiver : std::exchange(m_receivers, {}))
        QCoreApplication::postEvent(receiver, new QEvent(QEvent::User));
}

void ReplyDelivery::add(QObject *context, std::function<void()> told)
{
    auto *receiver = new Receiver(context, this, std::move(told));
    const std::lock_guard lock(m_mutex);
    if (m_finished)
        QCoreApplication::postEvent(receiver, new QEvent(QEvent::User));
    else
        m_receivers.push_back(receiver);
}

void ReplyDelivery::wait()
{
    std::unique_lock lock(m_mutex);
    m_news.wait(lock, [this] { return m_finished.load(); });
}

} // namespace Holdfast
