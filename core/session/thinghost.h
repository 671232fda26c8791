// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/signalrelay.h"
#include "core/session/station.h"
#include "core/thing/affordances.h"

#include <QDeadlineTimer>
#include <QList>
#include <QSemaphore>
#include <QThread>

#include <map>

namespace Holdfast {

//! \brief The Things as a QObject tree in a thread of their own, from their making to their end;
//! and what they say, passed on as station events.
class ThingHost
{
public:
    explicit ThingHost(Station &station);
    ~ThingHost();
    Q_DISABLE_COPY_MOVE(ThingHost)

    //! Makes, connects and opens them; on failure closes again what was opened.
    Result<void> start(const std::vector<ThingSpec> &specs);

    //! Closes them in reverse order. Empty when all went well by \a deadline, else the names of
    //! those that did not: their thread is then left running.
    QStringList stop(const QDeadlineTimer &deadline);

    //! In the order of the configuration. Fixed from start() to stop(), so safe from any thread.
    const QList<Thing *> &things() const { return m_things; }
    //! Those that are part of the instrument: without what stands for the lock.
    QList<Thing *> instruments() const;
    //! Null when there is none of that name.
    Thing *find(QStringView name) const;

private:
    void make(const ThingSpec &spec);
    void connectSlots(const ThingSpec &spec);
    void loadSettings(const std::vector<ThingSpec> &specs);
    void changed(Thing *thing, const PropertyAffordance &property, void **arguments);
    void publishProperties(Thing *thing);
    void publishEvents(Thing *thing);
    void publish(Thing *thing, const PropertyAffordance &property, void **arguments);
    void closeAll();

    Station &m_station;
    QThread m_thread;
    QObject *m_root = nullptr; //!< in m_thread, as all below it
    SignalRelay m_relay;
    QList<Thing *> m_things;
    std::map<QString, Thing *, std::less<>> m_byName;
    qsizetype m_opened = 0;
    std::mutex m_mutex;
    QString m_closing;                    //!< the one that close() is waiting for
    std::shared_ptr<QSemaphore> m_closed; //!< released when all are closed; null before stop()
};

} // namespace Holdfast
