// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"
#include "core/thing/testing/runningaction.h"
#include "core/thing/testing/thingsthread.h"
#include "core/thing/thing.h"

#include <functional>
#include <memory>
#include <stdexcept>
#include <vector>

namespace Holdfast {

//! \brief Runs one Thing without a server, for its tests: in a Things' thread, under a global lock,
//! connected to its neighbours, opened; closed and destroyed in that thread at the end.
//!
//!     ThingFixture shutter([] { return std::make_unique<Shutter>(ShutterOptions {}); });
//!     shutter.write("open", true);
//!     QCOMPARE(shutter.read("open"), Json(true));
//!
//! Names are those on the wire. The thread that calls plays the worker; each call is a holder of
//! its own, as each request to a server is. All that can go wrong is thrown: what the Thing
//! throws, GlobalLockBusyError, and std::invalid_argument for a name or an input that is wrong.
class ThingFixture
{
public:
    using Make = std::function<std::unique_ptr<Thing>()>;

    //! Another Thing, for the slots of the one that is tested.
    struct Neighbour
    {
        QString name;
        Make make;
    };

    enum class Lock { Enabled, Disabled };

    //! Throws what making, connecting or opening the Thing throws. \a name is the one that it is
    //! hosted under.
    explicit ThingFixture(const Make &make, const std::vector<Neighbour> &neighbours = {},
                          Lock lock = Lock::Enabled, const QString &name = QStringLiteral("thing"));
    ~ThingFixture();
    Q_DISABLE_COPY_MOVE(ThingFixture)

    Thing &thing() const { return *m_things.back(); }
    //! The Thing as what it is; throws std::invalid_argument when it is something else.
    template<typename T>
    T &thing() const
    {
        return as<T>(&thing());
    }
    template<typename T>
    T &neighbour(const QString &name) const
    {
        return as<T>(find(name));
    }
    //! Returns the global lock, which is off when it is disabled.
    GlobalLock *lock() const { return m_lock.get(); }

    Json read(const QString &property) const;
    void write(const QString &property, const Json &value);
    //! Runs an action to its end in this thread.
    //! \a blobs: those that the input refers to, as toOutput() makes it of them.
    Output invoke(const QString &action, const Json &input = Json::object(),
                  const QList<Blob> &blobs = {});
    //! Starts an action in a thread of its own. Drop it before the fixture.
    [[nodiscard]] std::unique_ptr<RunningAction> start(const QString &action,
                                                       const Json &input = Json::object());

    //! Runs \a function in the Things' thread and waits for it.
    void inThingsThread(const std::function<void()> &function) { m_thread.run(function); }

private:
    template<typename T>
    static T &as(Thing *thing)
    {
        if (T *typed = dynamic_cast<T *>(thing))
            return *typed;
        throw std::invalid_argument("The Thing is of another class, or there is none.");
    }
    Thing *find(const QString &name) const;
    LockGuard acquire(const Affordance &affordance, bool usesLock,
                      const std::optional<std::chrono::milliseconds> &wait) const;
    void tearDown();

    ThingsThread m_thread;
    const std::unique_ptr<GlobalLock> m_lock;
    std::vector<std::unique_ptr<Thing>> m_things; //!< the one that is tested comes last
    size_t m_opened = 0;
};

} // namespace Holdfast
