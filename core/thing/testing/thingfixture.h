// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"
#include "core/thing/testing/runningaction.h"
#include "core/thing/testing/thingsthread.h"
#include "core/thing/thing.h"

#include <QFloat16> // Qt Test compares with it, and the JSON library wants to see it whole.
#include <QTemporaryDir>

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
//! Names are those on the wire. The calling thread acts as the worker; each call has a holder of
//! its own, like each request to a server. All failures are exceptions: those of the Thing,
//! GlobalLockBusyError, and std::invalid_argument for a wrong name or input.
class ThingFixture
{
public:
    //! Makes a Thing, in the Things' thread.
    using Make = std::function<std::unique_ptr<Thing>()>;

    //! Another Thing, for the slots of the one under test.
    struct Neighbour
    {
        QString name; //!< under which it is hosted
        Make make;    //!< makes it
    };

    //! Whether the global lock is on.
    enum class Lock { Enabled, Disabled };

    //! Throws the exceptions of making, connecting or opening the Thing. Parts that the Things bring
    //! along are hosted, too; their names are not checked. \a name is the one under
    //! which it is hosted.
    explicit ThingFixture(const Make &make, const std::vector<Neighbour> &neighbours = {},
                          Lock lock = Lock::Enabled, const QString &name = QStringLiteral("thing"));
    //! Closes and destroys the Things.
    ~ThingFixture();
    Q_DISABLE_COPY_MOVE(ThingFixture)

    //! Returns the Thing under test.
    Thing &thing() const { return *m_things[m_subject]; }
    //! Returns the Thing as a T; throws std::invalid_argument when it is of another type.
    template<typename T>
    T &thing() const
    {
        return as<T>(&thing());
    }
    //! Returns another Thing, a neighbour or a part of one, as a T; throws std::invalid_argument when it is of another type, or absent.
    template<typename T>
    T &neighbour(const QString &name) const
    {
        return as<T>(find(name));
    }
    //! Returns the parent of the Things' folders for data, which is removed at the end.
    QString dataFolder() const { return m_data.path(); }
    //! Returns the global lock, which is off when it is disabled.
    GlobalLock *lock() const { return m_lock.get(); }

    //! Reads a property.
    Json read(const QString &property) const;
    //! Writes a property, as a request would: it is validated, and takes the lock.
    void write(const QString &property, const Json &value);
    //! Runs an action to its end in this thread. \a blobs are those that the input refers to, as
    //! toPayload() returns them.
    Payload invoke(const QString &action, const Json &input = Json::object(),
                   const QList<Blob> &blobs = {});
    //! Starts an action in a thread of its own. Must be destroyed before the fixture.
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
    void host(const QString &name, std::unique_ptr<Thing> thing);
    void tearDown();

    const QTemporaryDir m_data;
    ThingsThread m_thread;
    const std::unique_ptr<GlobalLock> m_lock;
    std::vector<std::unique_ptr<Thing>> m_things;
    size_t m_subject = 0; //!< the one under test; behind it are its parts
    size_t m_opened = 0;
};

} // namespace Holdfast
