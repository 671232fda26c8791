// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"
#include "core/thing/affordances.h"
#include "core/thing/annotation.h"
#include "core/thing/fault.h"
#include "core/thing/thingerror.h"
#include "core/thing/thingsurroundings.h"
#include "core/thing/workcontext.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <source_location>
#include <type_traits>

namespace Holdfast {

class DeviceLock;
class FrameStream;
class ThingSlotBase;

//! \brief Whether code that takes the lock by hand can do without one.
enum class LockNeed {
    IfEnabled, //!< where the configuration has switched the lock off, there is nothing to hold
    Always,    //!< then it is an error: GlobalLockDisabledError
};

//! \brief A piece of an instrument with properties, actions and events, hosted under a name.
//!
//! Derive from it and declare, in the class: each `Q_PROPERTY` is a property, each `Q_INVOKABLE` an
//! action, each signal that is no property's NOTIFY an event. Say the rest (units, ranges, texts)
//! with describe() in the constructor. Keep what getters, actions and timers share in a Value, and
//! reach timers, ports and sockets through inThingThread(): then no other knowledge of threads is
//! needed.
//!
//! Constructed in the Things' thread, where its timers and devices live. Actions, setters and those
//! getters that are not backed by a Value run in workers; open() and close() in the Things' thread;
//! emergencyStop() on the stop thread, at any time.
class Thing : public QObject
{
    Q_OBJECT
public:
    Thing();
    ~Thing() override;

    //! The name it is hosted under; empty before attach().
    QString name() const { return objectName(); }

    //! Hosts the Thing under \a name, guarded by \a lock (null: it stands alone, as in a test). Throws
    //! DeclarationError when what it declares does not fit together.
    void attach(const QString &name, GlobalLock *lock);

    //! To be called before slots are connected.
    void setSurroundings(ThingSurroundings surroundings);

    //! What it offers; to be read after attach().
    const Affordances &affordances() const;

    //! What others should know of it when they record data, as JSON; null for nothing. Called in any
    //! thread, at any time and with or without the lock: it must be quick, and not wait.
    virtual Json state() const { return nullptr; }

    //! Called before serving begins, in the order of the configuration, when all Things exist and
    //! slots are connected. Throw to prevent the start.
    virtual void open() { }
    //! Called at the end, in reverse order, when nothing runs any more.
    virtual void close() { }

    //! Makes the instrument safe at once: stop motion, close shutters. Called without the lock,
    //! concurrently with whatever runs, and must not wait for anything.
    virtual void emergencyStop() { }

    //! Leaves the instrument safe for the next user, after somebody's operation was broken off.
    //! Nobody else gets the lock before this has returned, or a second is over. Otherwise as
    //! emergencyStop(), which it calls unless a Thing knows better.
    virtual void makeSafe() { emergencyStop(); }

    //! What is wrong with its device at the moment. From any thread.
    std::optional<Fault> fault() const;

    //! The slots it has declared; they are connected after all Things were constructed.
    const QList<ThingSlotBase *> &slotsToConnect() const;

    //! The locks of its devices; to be looked at after attach().
    const QList<DeviceLock *> &deviceLocks() const;

protected:
    //! Says what the meta-object cannot about the property, action or event \a name (its C++ name).
    Annotation &describe(const char *name, const QString &text);
    //! Says what the whole Thing is for. Without a title it is the class name.
    void describeThing(const QString &text, const QString &title = {});
    //! This Thing is not safe without the global lock: a server without it does not start.
    void requireGlobalLock();

    //! The configuration's `application_config`, for whoever wants to look something up there; null
    //! when it has none. Not there yet in the constructor.
    Json applicationConfig() const;
    //! What every Thing here says of its state(), by name: to be embedded in data that is recorded.
    Json thingStates() const;

    //! Holds the global lock until the end of the scope, for whoever this thread works for: nests
    //! under the hold of the running action or write, and refuses a stranger with
    //! GlobalLockBusyError. Put it first into every mutator.
    LockGuard holdGlobalLock(LockNeed need = LockNeed::IfEnabled,
                             std::source_location where = std::source_location::current()) const;

    //! For the safe points of a long action: where the devices are in a state that anybody may meet,
    //! and the action can go on from whatever it then finds. Lets an operator in who waits for the
    //! global lock, and blocks until it is this action's turn again, as the next of its class.
    //! Yielded::generationChanged says that somebody else was there: look at the devices anew.
    //!
    //! A safe point is also a chance to be cancelled, as throwIfCancelled() is: throws
    //! InvocationCancelled, promptly also while somebody else works; then the hold is over, so what
    //! cleans up must not count on it. Does nothing inside Uninterruptible, and gives way to nobody
    //! in a function that another one calls under its own hold: see GlobalLock::yieldIfWanted().
    //! Throws GlobalLockBusyError when the lock cannot be had back: everything was stopped.
    Yielded yieldIfWanted() const;

    //! Runs \a function in the Things' thread and returns what it returns (or throws what it
    //! throws). For timers, ports and sockets. Throws ThingError after \a timeout; \a function then
    //! runs later or not at all, so let it capture by value.
    template<typename Function>
    auto inThingThread(Function function,
                       std::chrono::milliseconds timeout = std::chrono::seconds {5}) const
        -> std::invoke_result_t<Function>;

    //! Says that the device has a fault, until clearFault(): the log has it, and whoever watches sees it.
    //! What is asked for meanwhile comes to the Thing all the same; throw where it cannot be done. The
    //! same fault may be reported again and again. From any thread.
    void reportFault(const Fault &fault,
                     std::source_location where = std::source_location::current()) const;
    //! It is over; nothing happens where there was no fault. From any thread.
    void clearFault(std::source_location where = std::source_location::current()) const;

    void logDebug(const QString &message,
                  std::source_location where = std::source_location::current()) const;
    void logInfo(const QString &message,
                 std::source_location where = std::source_location::current()) const;
    void logWarning(const QString &message,
                    std::source_location where = std::source_location::current()) const;
    void logError(const QString &message,
                  std::source_location where = std::source_location::current()) const;

private:
    template<typename T>
    friend class Value;
    friend class DeviceLock;
    friend class FrameStream;
    friend class ThingSlotBase;
    friend class AffordanceReader;

    void addValue(const QMetaMethod &notify, QMetaType type, std::function<QVariant()> read,
                  std::function<void(const QVariant &)> write);
    void addStream(FrameStream *stream);
    void addSlot(ThingSlotBase *slot);
    void addDeviceLock(DeviceLock *lock);
    void callInThingThread(std::function<void()> call, std::chrono::milliseconds timeout) const;
    void log(LogLevel level, const QString &message, const std::source_location &where) const;

    struct Private;
    std::unique_ptr<Private> d;
};

template<typename Function>
auto Thing::inThingThread(Function function, std::chrono::milliseconds timeout) const
    -> std::invoke_result_t<Function>
{
    using Returned = std::invoke_result_t<Function>;
    if constexpr (std::is_void_v<Returned>) {
        callInThingThread(std::move(function), timeout);
    } else {
        // Shared, because after a time-out the call may still be made when we have gone.
        const auto returned = std::make_shared<std::optional<Returned>>();
        callInThingThread(
            [returned, function = std::move(function)]() mutable { returned->emplace(function()); },
            timeout);
        return std::move(**returned);
    }
}

} // namespace Holdfast
