// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/lockhub.h"

#include "core/server/stream/eventstream.h"
#include "core/session/lock/globallockthing.h"
#include "core/session/stationevents.h"

#include <QMetaMethod>

#include <atomic>
#include <deque>
#include <mutex>
#include <utility>

namespace Holdfast {

namespace {

constexpr std::size_t s_mostRefusals = 8;

} // namespace

//! The bell that any thread may ring. It outlives the hub while a thread is ringing it.
class LockHub::Bell : public StationListener
{
public:
    struct Refusals
    {
        std::deque<QByteArray> latest {};
        quint64 earlier = 0; //!< how many there were before those
    };

    explicit Bell(LockHub *owner)
        : m_owner(owner)
    {
    }

    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_owner = nullptr;
    }
    //! Makes ringing have no effect until beReady().
    void hush() { m_isRung.store(true); }
    void beReady() { m_isRung.store(false); }

    void lockChanged() override { ring(); }
    void journalChanged() override { ring(); }
    void eventEmitted(const QString &thing, const QString &event, const Json &data) override
    {
        if (thing != GlobalLockThing::hostedName() || event != QStringLiteral("refused"))
            return;
        {
            const std::lock_guard lock(m_mutex);
            m_refusals.latest.push_back(toBytes(data));
            if (m_refusals.latest.size() > s_mostRefusals) {
                m_refusals.latest.pop_front();
                ++m_refusals.earlier;
            }
        }
        ring();
    }
    Refusals takeRefusals()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_refusals, {});
    }

private:
    void ring()
    {
        if (m_isRung.exchange(true))
            return;
        const std::lock_guard lock(m_mutex);
        if (m_owner)
            QMetaObject::invokeMethod(m_owner, &LockHub::answer, Qt::QueuedConnection);
    }

    std::atomic_bool m_isRung = false;
    std::mutex m_mutex;
    LockHub *m_owner; //!< null once it does not listen any more
    Refusals m_refusals;
};

LockHub::LockHub(const Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_writer(session)
{
    m_quiet.setSingleShot(true);
    m_quiet.setTimerType(Qt::PreciseTimer);
    m_quiet.setInterval(interval);
    connect(&m_quiet, &QTimer::timeout, this, &LockHub::publish);
}

LockHub::~LockHub()
{
    if (m_bell)
        m_bell->close();
}

LockStatePtr LockHub::watch()
{
    if (!m_bell) {
        m_bell = std::make_shared<Bell>(this);
        m_session.listen(m_bell);
        // Changes before the listener was added are in the returned state.
        m_published = m_writer.version();
    }
    return state();
}

void LockHub::answer()
{
    // During the quiet interval the bell stays rung, so that no further event is posted; then
    // publish() checks for itself.
    if (m_bell && !m_quiet.isActive())
        publish();
}

void LockHub::publish()
{
    if (!m_bell)
        return;
    if (!isSignalConnected(QMetaMethod::fromSignal(&LockHub::changed))) {
        m_bell->close();
        m_bell.reset();
        return;
    }
    m_bell->beReady();
    const Bell::Refusals refusals = m_bell->takeRefusals();
    const bool hasChanged = m_writer.version() != m_published;
    if (!hasChanged && refusals.latest.empty())
        return;
    m_bell->hush();
    m_quiet.start();
    if (hasChanged) {
        const LockStatePtr now = m_writer.write();
        m_published = now->version;
        Q_EMIT changed(now);
    }
    QByteArray events;
    if (refusals.earlier > 0)
        events += serverSentEvent({}, "refused_more", QByteArray::number(refusals.earlier));
    for (const QByteArray &each : refusals.latest)
        events += serverSentEvent({}, "refused", each);
    if (!events.isEmpty())
        Q_EMIT refused(events);
}

} // namespace Holdfast
