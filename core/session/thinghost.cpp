// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/thinghost.h"

#include "core/session/lock/globallockthing.h"
#include "core/session/log.h"
#include "core/session/settings/settingsloader.h"
#include "core/session/station.h"
#include "core/session/stationparts.h"
#include "core/thing/affordances/affordanceaccess.h"
#include "core/thing/thing.h"
#include "core/thing/validation/thingname.h"

namespace Holdfast {

namespace {

QStringList namesOf(const std::vector<ThingSpec> &specs)
{
    QStringList names;
    for (const ThingSpec &spec : specs)
        names << spec.name;
    return names;
}

//! The root of the tree; while it lives, its thread never waits for a lock.
class Root : public QObject
{
    WaitingForbidden m_forbidden;
};

} // namespace

ThingHost::ThingHost(StationParts &parts)
    : m_parts(parts)
{
    m_thread.setObjectName(QStringLiteral("things"));
}

ThingHost::~ThingHost()
{
    if (m_thread.isRunning())
        end(QDeadlineTimer(QDeadlineTimer::Forever));
}

Thing *ThingHost::find(QStringView name) const
{
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? nullptr : found->second;
}

QList<Thing *> ThingHost::instruments() const
{
    QList<Thing *> list = m_things;
    list.removeIf([](const Thing *thing) { return qobject_cast<const GlobalLockThing *>(thing); });
    return list;
}

Result<void> ThingHost::start(const std::vector<ThingSpec> &specs)
{
    std::optional<Error> failure;
    m_takenNames = namesOf(specs);
    runInThread([&] {
        m_root = new Root;
        QString current;
        try {
            for (const ThingSpec &spec : specs) {
                current = spec.name;
                make(spec);
            }
            for (const ThingSpec &spec : m_hosted) {
                current = spec.name;
                if (const QStringList empty = connectSlots(spec); !empty.isEmpty())
                    find(spec.name)->reportEmptySlots(empty);
            }
            loadSettings();
            for (Thing *thing : std::as_const(m_things)) {
                current = thing->name();
                publishProperties(thing);
                publishEvents(thing);
            }
            for (Thing *thing : std::as_const(m_things)) {
                current = thing->name();
                thing->open();
                ++m_opened;
            }
        } catch (...) {
            const Error cause = Error::fromException(std::current_exception());
            Error::FailedStart start {current, {}};
            for (const Thing *thing : std::as_const(m_things)) {
                if (thing->name() != current)
                    start.loaded << thing->name();
            }
            failure = cause
                          .withMessage(QStringLiteral("The Thing '%1' could not be started: %2")
                                           .arg(current, cause.message()))
                          .atStart(start);
        }
    });
    return failure ? Result<void>(*failure) : Result<void>();
}

Rehearsal ThingHost::rehearse(const std::vector<ThingSpec> &specs)
{
    Rehearsal rehearsal;
    m_isRehearsal = true;
    m_takenNames = namesOf(specs);
    const auto attempt = [&rehearsal](const ThingSpec &spec, const auto &step) {
        try {
            step();
        } catch (...) {
            rehearsal.problems.append(
                {spec.name, Error::fromException(std::current_exception()).message()});
        }
    };
    runInThread([&] {
        m_root = new Root;
        for (const ThingSpec &spec : specs)
            attempt(spec, [&] { make(spec); });
        // A slot that needs a Thing which could not be made is no second error.
        if (!rehearsal.problems.isEmpty())
            return;
        for (const Thing *thing : std::as_const(m_things)) {
            if (thing->expectsParts())
                rehearsal.unseen.append(
                    {thing->name(), QStringLiteral("it may bring along further Things")});
        }
        for (const ThingSpec &spec : m_hosted) {
            attempt(spec, [&] {
                for (const QString &reason : connectSlots(spec))
                    rehearsal.unseen.append({spec.name, reason});
            });
        }
    });
    return rehearsal;
}

void ThingHost::runInThread(const std::function<void()> &function)
{
    QObject anchor;
    anchor.moveToThread(&m_thread);
    m_thread.start();
    QThread *const here = QThread::currentThread();
    QMetaObject::invokeMethod(
        &anchor,
        [&] {
            function();
            anchor.moveToThread(here);
        },
        Qt::BlockingQueuedConnection);
}

bool ThingHost::callInThread(const std::function<void()> &call)
{
    return m_root && QMetaObject::invokeMethod(m_root, call, Qt::QueuedConnection);
}

void ThingHost::make(const ThingSpec &spec)
{
    std::unique_ptr<Thing> thing = spec.make();
    attach(*thing, spec.name);
    Thing *owner = thing.get();
    adopt(std::move(thing), {spec.name, {}, spec.className, spec.slotChoices});
    hostParts(owner);
}

void ThingHost::attach(Thing &thing, const QString &name)
{
    if (!m_isRehearsal)
        thing.discover();
    thing.attach(name, m_parts.lock.get());
    thing.setSurroundings({m_parts.options.applicationConfig, [this] { return statesOf(m_things); },
                           [this, name] {
                               m_parts.events.tell([&name](StationListener &listener) {
                                   listener.faultChanged(name);
                               });
                           },
                           [this] { return m_parts.events.areThingsHeard(); },
                           m_parts.options.dataFolder});
    if (thing.affordances().requiresGlobalLock && !m_parts.lock->isEnabled()) {
        throw DeclarationError(
            QStringLiteral("it is not safe without the global lock, but "
                           "\"enable_global_lock\" is false in the configuration."));
    }
}

void ThingHost::adopt(std::unique_ptr<Thing> thing, const ThingSpec &spec)
{
    thing->setParent(m_root);
    m_things << thing.get();
    m_hosted.push_back(spec);
    m_byName.emplace(spec.name, thing.get());
    (void)thing.release(); // its parent owns it
}

void ThingHost::hostParts(Thing *owner)
{
    QStringList leftOut;
    for (ThingPart &part : owner->takeParts()) {
        QString objection = objectionTo(part.name);
        if (objection.isEmpty()) {
            try {
                attach(*part.thing, part.name);
            } catch (...) {
                objection = Error::fromException(std::current_exception()).message();
            }
        }
        if (objection.endsWith(u'.'))
            objection.chop(1); // the sentence goes on
        if (!objection.isEmpty()) {
            leftOut << QStringLiteral("'%1': %2").arg(part.name.left(200), objection);
            m_leftOut.push_back(std::move(part.thing));
            continue;
        }
        Thing *thing = part.thing.get();
        m_wiring.addPart(m_wiring.ownerOf(owner->name()), part.name);
        adopt(std::move(part.thing), {part.name, {}});
        hostParts(thing);
    }
    if (!leftOut.isEmpty())
        owner->reportPartsLeftOut(leftOut);
}

QString ThingHost::objectionTo(const QString &part) const
{
    if (!isThingName(part))
        return QStringLiteral("a name has only letters from A to Z and a to z, digits, _ and -");
    if (m_parts.options.reservedNames.contains(part))
        return QStringLiteral("the server itself uses this name");
    if (m_takenNames.contains(part) || find(part))
        return QStringLiteral("another Thing has this name");
    return {};
}

void ThingHost::publishProperties(Thing *thing)
{
    for (const PropertyAffordance &property : thing->affordances().properties) {
        if (!property.observable || property.isRuntime())
            continue;
        m_relay.relay(
            thing, property.property.notifySignal(),
            [this, thing, &property](void **arguments) { changed(thing, property, arguments); });
    }
    QObject::connect(
        thing, &Thing::runtimePropertyChanged, &m_relay,
        [this, thing](const QString &name, const Json &value) {
            const PropertyAffordance &property = *thing->affordances().property(name);
            noteSetting(thing, property, [&value] { return value; });
            if (m_parts.events.areThingsHeard())
                tell(thing, property, value);
        },
        Qt::DirectConnection);
}

QStringList ThingHost::connectSlots(const ThingSpec &spec)
{
    return m_wiring.connect(*find(spec.name), spec.slotChoices, m_things,
                            m_isRehearsal ? SlotWiring::Devices::NotAsked
                                          : SlotWiring::Devices::Asked);
}

void ThingHost::loadSettings()
{
    if (!m_parts.settings->isOn())
        return;
    for (const ThingSpec &spec : m_hosted)
        Holdfast::loadSettings(*find(spec.name), spec.className, *m_parts.settings);
}

void ThingHost::changed(Thing *thing, const PropertyAffordance &property, void **arguments)
{
    // Either there is a Value behind a setting, or its signal carries the value.
    noteSetting(thing, property, [&property, arguments] {
        return toPayload(property.readNow ? property.readNow()
                                          : QVariant(property.property.metaType(), arguments[1]))
            .json;
    });
    if (m_parts.events.areThingsHeard())
        publish(thing, property, arguments);
}

void ThingHost::noteSetting(const Thing *thing, const PropertyAffordance &property,
                            const std::function<Json()> &value) const
{
    if (property.isSetting && m_parts.settings->isOn())
        m_parts.settings->note(thing->name(), property.name, value);
}

void ThingHost::tell(const Thing *thing, const PropertyAffordance &property,
                     const Json &value) const
{
    m_parts.events.tell([&](StationListener &listener) {
        listener.propertyChanged(thing->name(), property.name, value);
    });
}

void ThingHost::publish(Thing *thing, const PropertyAffordance &property, void **arguments)
{
    const QMetaMethod notify = property.property.notifySignal();
    if (property.readNow) {
        tell(thing, property, toPayload(property.readNow()).json);
    } else if (notify.parameterCount() > 0
               && notify.parameterMetaType(0) == property.property.metaType()) {
        tell(thing, property, toPayload(QVariant(notify.parameterMetaType(0), arguments[1])).json);
    } else {
        // Only the getter knows the value, and it may take time.
        const Principal by = Holder::current().principal();
        const auto readAndTell = [this, thing, &property, by] {
            const HolderScope scope {Holder(by)};
            try {
                tell(thing, property, readProperty(*thing, property).json);
            } catch (...) {
                qCWarning(sessionLog).noquote()
                    << QStringLiteral("%1.%2 has changed, but could not be read: %3")
                           .arg(thing->name(), property.name,
                                Error::fromException(std::current_exception()).message());
            }
        };
        m_parts.workers->run(Workers::Kind::Read, thing->name(), readAndTell, [] {});
    }
}

void ThingHost::publishEvents(Thing *thing)
{
    for (const EventAffordance &event : thing->affordances().events) {
        if (!event.signal.isValid())
            continue; // it is made at run time
        m_relay.relay(thing, event.signal, [this, thing, &event](void **arguments) {
            if (!m_parts.events.areThingsHeard())
                return;
            const Json data =
                event.signal.parameterCount() == 0
                    ? Json(nullptr)
                    : toPayload(QVariant(event.signal.parameterMetaType(0), arguments[1])).json;
            m_parts.events.tell([&](StationListener &listener) {
                listener.eventEmitted(thing->name(), event.name, data);
            });
        });
    }
    QObject::connect(
        thing, &Thing::runtimeEventEmitted, &m_relay,
        [this, thing](const QString &name, const Json &data) {
            if (!m_parts.events.areThingsHeard())
                return;
            m_parts.events.tell([&](StationListener &listener) {
                listener.eventEmitted(thing->name(), name, data);
            });
        },
        Qt::DirectConnection);
}

void ThingHost::nowAt(const QString &thing)
{
    const std::lock_guard lock(m_mutex);
    m_current = thing;
}

void ThingHost::closeAll()
{
    while (m_opened > 0) {
        Thing *thing = m_things[--m_opened];
        nowAt(thing->name());
        try {
            thing->close();
        } catch (...) {
            qCWarning(sessionLog).noquote()
                << QStringLiteral("%1 failed to close: %2")
                       .arg(thing->name(),
                            Error::fromException(std::current_exception()).message());
        }
    }
    nowAt({});
}

void ThingHost::destroyAll()
{
    m_byName.clear();
    m_leftOut.clear();
    // They are closed in reverse order, as their slots may point to earlier ones.
    while (!m_things.isEmpty()) {
        Thing *thing = m_things.takeLast();
        nowAt(thing->name());
        delete thing;
    }
    nowAt({});
    delete std::exchange(m_root, nullptr);
}

QStringList ThingHost::finish(std::shared_ptr<QSemaphore> &done, void (ThingHost::*step)(),
                              const QDeadlineTimer &deadline)
{
    if (!done) {
        done = std::make_shared<QSemaphore>();
        QMetaObject::invokeMethod(m_root, [this, step, done] {
            (this->*step)();
            done->release();
        });
    }
    const qint64 limit = deadline.isForever() ? -1 : std::max<qint64>(0, deadline.remainingTime());
    if (done->tryAcquire(1, int(limit))) {
        done->release(); // so that the next caller is told as well
        return {};
    }
    const std::lock_guard lock(m_mutex);
    return {m_current.isEmpty() ? QStringLiteral("(the Things' thread)") : m_current};
}

QStringList ThingHost::stop(const QDeadlineTimer &deadline)
{
    if (!m_thread.isRunning())
        return {};
    return finish(m_closed, &ThingHost::closeAll, deadline);
}

QStringList ThingHost::end(const QDeadlineTimer &deadline)
{
    if (!m_thread.isRunning())
        return {};
    if (const QStringList late = finish(m_ended, &ThingHost::destroyAll, deadline); !late.isEmpty())
        return late;
    m_thread.quit();
    m_thread.wait();
    return {};
}

} // namespace Holdfast
