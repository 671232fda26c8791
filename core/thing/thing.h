// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"
#include "core/thing/affordances/affordances.h"
#include "core/thing/affordances/annotation.h"
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
#include <vector>

namespace Holdfast {

class DeviceLock;
class FrameStream;
class ThingSlotBase;
struct RuntimeAction;
struct RuntimeEvent;
struct RuntimeProperty;
struct ThingPart;
struct ThingResource;

//! \brief Whether code that takes the lock by hand can do without it.
enum class LockNeed {
    IfEnabled, //!< where the configuration has switched the lock off, there is none to hold
    Always,    //!< then it is an error: GlobalLockDisabledError
};

//! \brief A piece of an instrument with properties, actions and events, hosted under a name.
//!
//! Derive from it and declare, in the class: each `Q_PROPERTY` is a property, each `Q_INVOKABLE` an
//! action, each signal that is no property's NOTIFY an event. Add the rest (units, ranges, texts)
//! with describe() in the constructor. Keep state that getters, actions and timers share in a
//! Value, and reach timers, ports and sockets through inThingThread(): then no other knowledge of
//! threads is needed.
//!
//! Constructed in the Things' thread, where its timers and devices live. Actions, setters and those
//! getters that are not backed by a Value run in workers; open() and close() in the Things' thread;
//! emergencyStop() on the stop thread, at any time.
class Thing : public QObject
{
    Q_OBJECT
public:
    //! Makes a Thing that is not hosted yet.
    Thing();
    ~Thing() override;

    //! Returns the name under which it is hosted; empty before attach().
    QString name() const { return objectName(); }

    //! Is called once in the Things' thread, after the constructor and before attach(), but not where
    //! the configuration is only checked. A Thing whose affordances or parts only its device knows asks
    //! the device here, with a deadline, and adds them: see addProperty() and addPart(). It does not
    //! throw when it cannot reach the device: it calls reportFault().
    virtual void discover() { }

    //! Hosts the Thing under \a name, guarded by \a lock (null: it stands alone, as in a test).
    //! Throws DeclarationError when its declarations are wrong.
    void attach(const QString &name, GlobalLock *lock);

    //! Sets its surroundings. Must be called before slots are connected.
    void setSurroundings(ThingSurroundings surroundings);

    //! Returns its affordances. Must be called after attach().
    const Affordances &affordances() const;

    //! Returns the part of its state that is recorded with data, as JSON; null for none. Called in
    //! any thread, at any time and with or without the lock: it must be quick, and must not wait.
    virtual Json state() const { return nullptr; }

    //! Is called before serving begins, in the order of the configuration, when all Things exist
    //! and slots are connected. An exception prevents the start.
    virtual void open() { }
    //! Is called at the end, in reverse order, when no work runs any more.
    virtual void close() { }

    //! Makes the instrument safe at once: stop motion, close shutters. Called without the lock,
    //! concurrently with other work, and must not wait.
    virtual void emergencyStop() { }

    //! Leaves the instrument safe for the next user, after an operation was broken off. No other
    //! holder gets the lock before this has returned, or a second is over. Otherwise as
    //! emergencyStop(), which it calls unless a Thing overrides it.
    virtual void makeSafe() { emergencyStop(); }

    //! Returns the present fault of its device. May be called in any thread.
    std::optional<Fault> fault() const;

    //! Returns the slots that it has declared; they are connected after all Things were
    //! constructed.
    const QList<ThingSlotBase *> &slotsToConnect() const;

    //! Returns the locks of its devices. Must be called after attach().
    const QList<DeviceLock *> &deviceLocks() const;

    //! Returns the parts that it has added, which are the caller's from then on. To be called by its
    //! host, after attach().
    std::vector<ThingPart> takeParts();
    //! Returns whether discover() may add parts: see expectParts().
    bool expectsParts() const;
    //! Reports that parts could not be hosted, as a fault that lasts. \a reasons has one text a part,
    //! such as "'camera': another Thing has this name".
    void reportPartsLeftOut(const QStringList &reasons) const;
    //! Reports in the same way that slots are empty, because the devices whose parts they need are not
    //! there. \a reasons has one clause a slot.
    void reportEmptySlots(const QStringList &reasons) const;

Q_SIGNALS:
    //! Is emitted by changed(), in the same thread.
    void runtimePropertyChanged(const QString &property, const Holdfast::Json &value);
    //! Is emitted by emitEvent(), in the same thread.
    void runtimeEventEmitted(const QString &event, const Holdfast::Json &data);

protected:
    //! Describes the property, action or event \a name (its C++ name) beyond its meta-object.
    Annotation &describe(const char *name, const QString &text);
    //! Describes the purpose of the whole Thing. Without a title it is the class name.
    void describeThing(const QString &text, const QString &title = {});

    //! Adds a property that is known only at run time, beside those of the class: see
    //! core/thing/affordances/runtimeaffordances.h. Like the next two it must be called in the Things'
    //! thread, in the constructor or in discover(), else it throws std::logic_error. Throws
    //! DeclarationError when the declaration is wrong; then nothing was added, so that the caller may
    //! leave it out. A name that the class has as well is found by attach().
    //!
    //! Its functions need no hold of their own: the global lock is held while its write function, or the
    //! run function of an action, is called, unless the affordance goes without it.
    void addProperty(RuntimeProperty property);
    //! Adds an action in the same way.
    void addAction(const RuntimeAction &action);
    //! Adds an event in the same way.
    void addEvent(const RuntimeEvent &event);

    //! Notifies observers that the run-time property \a propertyName has the value \a value now, as a
    //! NOTIFY signal does; an equal value is reported too. May be called in any thread; the changes
    //! that one thread reports stay in order. Before the Thing is hosted it does nothing. Throws
    //! std::logic_error when there is no such property, or it is not observable.
    void changed(const QString &propertyName, const Json &value);
    //! Emits the run-time event \a eventName in the same way.
    void emitEvent(const QString &eventName, const Json &data = nullptr);

    //! Brings another Thing along, to be hosted beside this one under exactly that name: it has its
    //! lock, settings, panel and descriptions as one of the configuration, is opened after this one and
    //! closed and destroyed before it. Must be called as addProperty(). A part with a name that is
    //! illegal, reserved or taken, or with wrong declarations, is left out, and this Thing has a fault
    //! that says so; then the part exists as long as otherwise, but nothing of it is called. The class
    //! should have an option that renames its parts.
    void addPart(const QString &name, std::unique_ptr<Thing> part);

    //! Declares that discover() may add parts, to be called in the constructor: then slots that need one
    //! are no errors where the device was not asked, or is not there.
    void expectParts();

    //! Declares something of this Thing with an address of its own that is none of its affordances: see
    //! core/thing/thingresource.h. Must be called as addProperty(). attach() throws DeclarationError when the path
    //! is wrong, or taken.
    void addResource(ThingResource resource);

    //! Declares that this Thing is not safe without the global lock: a server without it does not
    //! start.
    void requireGlobalLock();

    //! Returns the configuration's `application_config`; null when there is none. Not available in
    //! the constructor.
    Json applicationConfig() const;
    //! Returns the folder for the data that this Thing records: `data_folder` of the configuration's
    //! `application_config`, or else a folder of this account, and in it one with the Thing's name. It is made when it
    //! does not exist. Clients can read all files in it, except hidden ones, at `/data/THING/...`; so write a file
    //! under a name that begins with a dot, and rename it when it is complete. May be called in any
    //! thread, but not in the constructor. Throws a ThingError when the folder cannot be made.
    QString dataFolder() const;
    //! Returns whether the host has a place for such folders. A Thing in a test may have none.
    bool hasDataFolder() const;
    //! Returns whether a client, the window or another listener hears the changes of properties now, so
    //! that a Thing whose device has to be asked for them knows whether to ask. May be called in any
    //! thread. True before a host has said otherwise.
    bool areChangesHeard() const;
    //! Returns the state() of every Thing here, by name, to be embedded in recorded data.
    Json thingStates() const;

    //! Holds the global lock until the end of the scope, for the holder for which this thread
    //! works: nests under the hold of the running action or write, and refuses other holders with
    //! GlobalLockBusyError. Call it first in every mutator.
    LockGuard holdGlobalLock(LockNeed need = LockNeed::IfEnabled,
                             std::source_location where = std::source_location::current()) const;

    //! Gives way at a safe point of a long action: where the devices are in a state that any other
    //! operation may meet, and the action can continue from any state that it then finds. Lets a
    //! waiting operator have the global lock, and blocks until it is this action's turn again, as
    //! the next of its class. Yielded::generationChanged says that another holder had the lock:
    //! read the devices anew.
    //!
    //! A safe point is also a chance to be cancelled, as throwIfCancelled() is: throws
    //! InvocationCancelled, promptly also while another operation runs; then the hold is over, so
    //! cleanup code must not count on it. Does nothing inside Uninterruptible, or in a function
    //! that another one calls under its own hold: see GlobalLock::yieldIfWanted(). Throws
    //! GlobalLockBusyError when the lock cannot be had back: everything was stopped.
    Yielded yieldIfWanted() const;

    //! Returns whether everything is stopped, until a user clears that. Code that cleans up after a failure, or
    //! after it was cancelled, must then not move anything: a stop cancels what runs. May be called in any
    //! thread.
    bool isEverythingStopped() const;

    //! Runs \a function in the Things' thread and returns its result (or throws its exception). For
    //! timers, ports and sockets. Throws ThingError after \a timeout; \a function then runs later
    //! or not at all, so let it capture by value.
    template<typename Function>
    auto inThingThread(Function function,
                       std::chrono::milliseconds timeout = std::chrono::seconds {5}) const
        -> std::invoke_result_t<Function>;

    //! Reports that the device has a fault, until clearFault(): it is logged, and all listeners are
    //! notified. Requests still reach the Thing meanwhile; throw where they cannot be served. The
    //! same fault may be reported again and again. May be called in any thread.
    void reportFault(const Fault &fault,
                     std::source_location where = std::source_location::current()) const;
    //! Ends the fault; does nothing where there is none. May be called in any thread.
    void clearFault(std::source_location where = std::source_location::current()) const;

    //! Writes to the log, and to that of the running invocation, a detail for the search for errors.
    void logDebug(const QString &message,
                  std::source_location where = std::source_location::current()) const;
    //! Writes to both what a user may want to know.
    void logInfo(const QString &message,
                 std::source_location where = std::source_location::current()) const;
    //! Writes to both what should not be so, but does not end the work.
    void logWarning(const QString &message,
                    std::source_location where = std::source_location::current()) const;
    //! Writes to both what has failed.
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
    void logFault(const Fault &fault, const std::source_location &where) const;
    void reportLastingFault(Fault fault) const;
    void requireDeclaring(const char *function) const;
    void checkIsNew(const QString &name) const;
    LockGuard holdUnlessHeld(const QString &affordance) const;

    struct Private;
    std::unique_ptr<Private> d;
};

//! \brief A Thing that another one brings along.
struct ThingPart
{
    QString name;                 //!< under which it is to be hosted
    std::unique_ptr<Thing> thing; //!< it
};

template<typename Function>
auto Thing::inThingThread(Function function, std::chrono::milliseconds timeout) const
    -> std::invoke_result_t<Function>
{
    using Returned = std::invoke_result_t<Function>;
    if constexpr (std::is_void_v<Returned>) {
        callInThingThread(std::move(function), timeout);
    } else {
        // It is shared, because after a timeout the call may still be made when this function has
        // returned.
        const auto returned = std::make_shared<std::optional<Returned>>();
        callInThingThread(
            [returned, function = std::move(function)]() mutable { returned->emplace(function()); },
            timeout);
        return std::move(**returned);
    }
}

} // namespace Holdfast
