// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/signalrelay.h"
#include "core/session/slotwiring.h"
#include "core/thing/affordances/affordances.h"
#include "core/thing/result.h"

#include <QDeadlineTimer>
#include <QList>
#include <QSemaphore>
#include <QThread>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace Holdfast {

struct Rehearsal;
struct StationParts;
struct ThingSpec;
class Thing;

//! \brief The Things as a QObject tree in a thread of their own, from their construction to their
//! end. Passes their signals on as station events.
class ThingHost
{
public:
    explicit ThingHost(StationParts &parts);
    //! Requires that no code runs in a Thing, or uses one, any more.
    ~ThingHost();
    Q_DISABLE_COPY_MOVE(ThingHost)

    //! Makes, connects and opens the Things. After a failure, stop() must still be called for the
    //! opened ones.
    Result<void> start(const std::vector<ThingSpec> &specs);

    //! Makes and connects the Things, but asks no device, opens none and loads no settings. Must be
    //! called instead of start().
    Rehearsal rehearse(const std::vector<ThingSpec> &specs);

    //! Closes the Things in reverse order, when no work runs in them any more. Returns an empty
    //! list on success by \a deadline, else the names of those that did not close; then it may be
    //! called again to continue waiting. Closed Things continue to exist, for callers that come
    //! late.
    QStringList stop(const QDeadlineTimer &deadline);

    //! Destroys the Things, in reverse order, and ends their thread, when they are closed and no
    //! caller uses them any more. Otherwise as stop().
    QStringList end(const QDeadlineTimer &deadline);

    //! Calls \a call in the Things' thread, soon. Returns false when there are no Things. Does not block.
    //! To be used by the thread that starts and ends this.
    bool callInThread(const std::function<void()> &call);

    //! Returns the Things, in the order of the configuration, each with its parts behind it. Fixed
    //! from start() to end(), so safe in any thread.
    const QList<Thing *> &things() const { return m_things; }
    //! Returns those that are part of the instrument: without the one that represents the lock.
    QList<Thing *> instruments() const;
    //! Returns the Thing of that name; null when there is none.
    Thing *find(QStringView name) const;

private:
    void runInThread(const std::function<void()> &function);
    void make(const ThingSpec &spec);
    void attach(Thing &thing, const QString &name);
    void adopt(std::unique_ptr<Thing> thing, const ThingSpec &spec);
    void hostParts(Thing *owner);
    //! Returns why \a part cannot be hosted under that name; empty when it can.
    QString objectionTo(const QString &part) const;
    //! Returns the reasons of slots that were left as they are: see SlotWiring::connect().
    QStringList connectSlots(const ThingSpec &spec);
    void loadSettings();
    void changed(Thing *thing, const PropertyAffordance &property, void **arguments);
    void noteSetting(const Thing *thing, const PropertyAffordance &property,
                     const std::function<Json()> &value) const;
    void tell(const Thing *thing, const PropertyAffordance &property, const Json &value) const;
    void publishProperties(Thing *thing);
    void publishEvents(Thing *thing);
    void publish(Thing *thing, const PropertyAffordance &property, void **arguments);
    void closeAll();
    void destroyAll();
    //! Runs \a step in the Things' thread, once, and waits for it.
    QStringList finish(std::shared_ptr<QSemaphore> &done, void (ThingHost::*step)(),
                       const QDeadlineTimer &deadline);
    void nowAt(const QString &thing);

    StationParts &m_parts;
    QThread m_thread;
    QObject *m_root = nullptr; //!< in m_thread, as all below it
    SignalRelay m_relay;
    SlotWiring m_wiring;
    QList<Thing *> m_things;
    std::vector<ThingSpec> m_hosted; //!< of the Things, in the same order; without their make
    std::vector<std::unique_ptr<Thing>> m_leftOut; //!< parts that their owners may still refer to
    QStringList m_takenNames;                      //!< those that no part may have
    bool m_isRehearsal = false;
    std::map<QString, Thing *, std::less<>> m_byName;
    qsizetype m_opened = 0;
    std::mutex m_mutex;
    QString m_current;                    //!< the one whose close() or destructor runs
    std::shared_ptr<QSemaphore> m_closed; //!< released when all are closed; null before stop()
    std::shared_ptr<QSemaphore> m_ended;  //!< the same for their destruction
};

} // namespace Holdfast
