// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of a Thing that deals with what is made at run time: affordances and parts.

#include "core/thing/affordances/runtimeconversion.h"
#include "core/thing/affordances/settingsloading.h"
#include "core/thing/thingprivate.h"

#include <QThread>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace Holdfast {

namespace {

template<typename List>
bool hasName(const List &list, const QString &name)
{
    return std::any_of(list.begin(), list.end(),
                       [&name](const Affordance &affordance) { return affordance.name == name; });
}

} // namespace

void Thing::requireDeclaring(const char *function) const
{
    if (QThread::currentThread() != thread() || d->isAttached) {
        throw std::logic_error(std::string(function)
                               + "() was called in another thread, or when its Thing was hosted.");
    }
}

void Thing::checkIsNew(const QString &name) const
{
    if (hasName(d->runtime.properties, name) || hasName(d->runtime.actions, name)
        || hasName(d->runtime.events, name)) {
        throw DeclarationError(
            QStringLiteral("'%1', which is made at run time, is declared twice.").arg(name));
    }
}

LockGuard Thing::holdUnlessHeld(const QString &affordance) const
{
    // Under the hold of a session there is nothing to nest: the function may have a hold of its own,
    // and give way.
    if (!d->isLocked() || SettingsLoading::here() || d->lock->isHeldHere(Holder::current()))
        return {};
    return d->lock->acquire(name() + u'.' + affordance);
}

void Thing::addProperty(RuntimeProperty property)
{
    requireDeclaring("addProperty");
    if (property.write && property.usesGlobalLock) {
        property.write = [this, name = property.name,
                          write = std::move(property.write)](const Json &value) {
            const LockGuard hold = holdUnlessHeld(name);
            write(value);
        };
    }
    PropertyAffordance affordance = toAffordance(property);
    checkIsNew(property.name);
    d->runtime.properties.push_back(std::move(affordance));
}

void Thing::addAction(const RuntimeAction &action)
{
    requireDeclaring("addAction");
    ActionAffordance affordance = toAffordance(action);
    checkIsNew(action.name);
    if (affordance.usesGlobalLock) {
        affordance.run = [this, name = action.name, run = std::move(affordance.run)](
                             const Json &input, const QList<Blob> &blobs) {
            const LockGuard hold = holdUnlessHeld(name);
            return run(input, blobs);
        };
    }
    d->runtime.actions.push_back(std::move(affordance));
}

void Thing::addEvent(const RuntimeEvent &event)
{
    requireDeclaring("addEvent");
    EventAffordance affordance = toAffordance(event);
    checkIsNew(event.name);
    d->runtime.events.push_back(std::move(affordance));
}

void Thing::changed(const QString &propertyName, const Json &value)
{
    if (!d->isAttached)
        return;
    const PropertyAffordance *property = d->affordances.property(propertyName);
    if (!property || !property->isRuntime() || !property->observable) {
        throw std::logic_error("changed(): there is no observable run-time property '"
                               + toUtf8String(propertyName) + "'.");
    }
    Q_EMIT runtimePropertyChanged(propertyName, value);
}

void Thing::emitEvent(const QString &eventName, const Json &data)
{
    if (!d->isAttached)
        return;
    const EventAffordance *event = d->affordances.event(eventName);
    if (!event || event->signal.isValid()) {
        throw std::logic_error("emitEvent(): there is no run-time event '" + toUtf8String(eventName)
                               + "'.");
    }
    Q_EMIT runtimeEventEmitted(eventName, data);
}

void Thing::addPart(const QString &name, std::unique_ptr<Thing> part)
{
    requireDeclaring("addPart");
    d->parts.push_back({name, std::move(part)});
}

void Thing::expectParts()
{
    requireDeclaring("expectParts");
    d->expectsParts = true;
}

bool Thing::expectsParts() const
{
    return d->expectsParts;
}

std::vector<ThingPart> Thing::takeParts()
{
    return std::exchange(d->parts, {});
}

} // namespace Holdfast
