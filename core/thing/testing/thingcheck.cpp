// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/testing/thingcheck.h"

#include "core/thing/affordances/affordanceaccess.h"
#include "core/thing/error.h"
#include "core/thing/testing/samplevalue.h"
#include "core/thing/testing/thingfixture.h"

#include <stdexcept>

namespace Holdfast {

namespace {

constexpr std::chrono::seconds longEnough {2};

//! The outcome of a call while another holder had the lock.
struct Outcome
{
    bool refused = false;
    QString instead; //!< the outcome when it was not refused
};

Outcome outcomeOf(RunningAction &call, Thing &thing)
{
    if (!call.waitForEnd(longEnough)) {
        call.cancel();
        thing.emergencyStop();
        return {false, QStringLiteral("it ran")};
    }
    try {
        call.wait();
    } catch (const GlobalLockBusyError &) {
        return {true, {}};
    } catch (...) {
        return {false, QStringLiteral("it failed with \"%1\"")
                           .arg(Error::fromException(std::current_exception()).message())};
    }
    return {false, QStringLiteral("it ran")};
}

//! Makes the call in a thread that works for no particular holder.
Outcome tryOut(ThingFixture &fixture, const QString &name, const std::function<void()> &call)
{
    RunningAction running(name, [&call] {
        call();
        return Payload();
    });
    return outcomeOf(running, fixture.thing());
}

class StrangerHolds
{
public:
    explicit StrangerHolds(ThingFixture &fixture)
        : m_fixture(fixture)
    {
    }

    QStringList failures()
    {
        const Affordances &all = m_fixture.thing().affordances();
        for (const PropertyAffordance &property : all.properties)
            checkProperty(property);
        for (const ActionAffordance &action : all.actions)
            checkAction(action);
        return m_failures;
    }

private:
    void checkProperty(const PropertyAffordance &property)
    {
        Thing &thing = m_fixture.thing();
        Json value = sampleValue(property.schema);
        const Outcome reading =
            tryOut(m_fixture, property.name, [&] { value = readProperty(thing, property).json; });
        judge(QStringLiteral("Reading the property '%1'").arg(property.name), false, reading);
        if (property.readOnly)
            return;
        const Outcome writing =
            tryOut(m_fixture, property.name, [&] { writeProperty(thing, property, value); });
        judge(QStringLiteral("Setting the property '%1'").arg(property.name),
              property.usesGlobalLock, writing);
    }

    void checkAction(const ActionAffordance &action)
    {
        const Json input = sampleValue(action.input);
        const Outcome outcome =
            tryOut(m_fixture, action.name, [&] { runAction(m_fixture.thing(), action, input); });
        judge(QStringLiteral("The action '%1'").arg(action.name), action.usesGlobalLock, outcome);
    }

    void judge(const QString &what, bool mustBeRefused, const Outcome &outcome)
    {
        if (mustBeRefused && !outcome.refused) {
            m_failures << QStringLiteral("%1 was not refused while a stranger held the lock: %2.")
                              .arg(what, outcome.instead);
        } else if (!mustBeRefused && outcome.refused) {
            m_failures << QStringLiteral("%1 was refused because a stranger held the lock, which "
                                         "it should not need.")
                              .arg(what);
        }
    }

    ThingFixture &m_fixture;
    QStringList m_failures;
};

} // namespace

ThingCheck ThingCheck::lockedMutatorsRefuseStrangers(ThingFixture &fixture)
{
    if (!fixture.lock()->isEnabled())
        throw std::logic_error("A fixture without a lock cannot refuse a caller.");
    const Holder stranger(Principal::client(QStringLiteral("stranger"), {}));
    const LockGuard hold =
        fixture.lock()->acquire(stranger, QStringLiteral("check"), GlobalLock::Wait::none());
    ThingCheck check;
    check.m_failures = StrangerHolds(fixture).failures();
    return check;
}

} // namespace Holdfast
