// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/testing/thingfixture.h"

#include "core/thing/affordances/affordanceaccess.h"
#include "core/thing/error.h"
#include "core/thing/thingslot.h"
#include "core/thing/validation/validation.h"

#include <algorithm>

namespace Holdfast {

namespace {

template<typename T>
const T &found(const T *affordance, const QString &name)
{
    if (!affordance)
        throw std::invalid_argument("The Thing has no '" + name.toStdString() + "'.");
    return *affordance;
}

Json validated(const DataSchema &schema, const Json &value, const QList<Blob> &blobs = {})
{
    const Validated result = validate(schema, value, [&blobs](const QUuid &id) {
        const auto found = std::find_if(blobs.begin(), blobs.end(),
                                        [&id](const Blob &blob) { return blob.id() == id; });
        return found == blobs.end() ? Blob() : *found;
    });
    if (!result.isValid())
        throw std::invalid_argument(Error::invalid(result.issues).message().toStdString());
    return result.value;
}

std::unique_ptr<GlobalLock> lockFor(ThingFixture::Lock lock)
{
    LockPolicy policy;
    policy.isOff = lock == ThingFixture::Lock::Disabled;
    return std::make_unique<GlobalLock>(QStringLiteral("global lock"), GlobalLock::defaultWait,
                                        policy);
}

Holder testClient()
{
    return Holder(Principal::client(QStringLiteral("test"), {}));
}

} // namespace

ThingFixture::ThingFixture(const Make &make, const std::vector<Neighbour> &neighbours, Lock lock,
                           const QString &name)
    : m_lock(lockFor(lock))
{
    try {
        m_thread.run([&] {
            for (const Neighbour &neighbour : neighbours)
                host(neighbour.name, neighbour.make());
            m_subject = m_things.size();
            host(name, make());

            QList<Thing *> all;
            for (const auto &thing : m_things)
                all << thing.get();
            for (Thing *thing : std::as_const(all)) {
                thing->setSurroundings(
                    {nullptr, [all] { return statesOf(all); }, {}, {}, dataFolder()});
                for (ThingSlotBase *slot : thing->slotsToConnect())
                    slot->connectTo(all);
            }
            for (; m_opened < m_things.size(); ++m_opened)
                m_things[m_opened]->open();
        });
    } catch (...) {
        tearDown();
        throw;
    }
}

ThingFixture::~ThingFixture()
{
    tearDown();
}

void ThingFixture::host(const QString &name, std::unique_ptr<Thing> thing)
{
    Thing &hosted = *m_things.emplace_back(std::move(thing));
    hosted.discover();
    hosted.attach(name, m_lock.get());
    for (ThingPart &part : hosted.takeParts())
        host(part.name, std::move(part.thing));
}

void ThingFixture::tearDown()
{
    m_thread.run([this] {
        for (; m_opened > 0; --m_opened)
            m_things[m_opened - 1]->close();
        while (!m_things.empty())
            m_things.pop_back();
    });
}

Thing *ThingFixture::find(const QString &name) const
{
    for (const auto &thing : m_things) {
        if (thing->name() == name)
            return thing.get();
    }
    return nullptr;
}

LockGuard ThingFixture::acquire(const Affordance &affordance, bool usesLock,
                                const std::optional<std::chrono::milliseconds> &wait) const
{
    if (!usesLock)
        return {};
    LockGuard hold = m_lock->acquire(Holder::current(), thing().name() + u'.' + affordance.name,
                                     wait ? GlobalLock::Wait::upTo(*wait) : m_lock->ownWait());
    hold.markAsBase(); // as a session does: the action itself may give way
    return hold;
}

Json ThingFixture::read(const QString &property) const
{
    return readProperty(thing(), found(thing().affordances().property(property), property)).json;
}

void ThingFixture::write(const QString &property, const Json &value)
{
    const auto &affordance = found(thing().affordances().property(property), property);
    if (affordance.readOnly)
        throw std::invalid_argument("'" + property.toStdString() + "' is read-only.");
    const Json checked = validated(affordance.schema, value);
    const HolderScope scope(testClient());
    const LockGuard hold = acquire(affordance, affordance.usesGlobalLock, affordance.lockWait);
    writeProperty(thing(), affordance, checked);
}

Payload ThingFixture::invoke(const QString &action, const Json &input, const QList<Blob> &blobs)
{
    const auto &affordance = found(thing().affordances().action(action), action);
    const Json checked = validated(affordance.input, input, blobs);
    const HolderScope scope(testClient());
    const LockGuard hold = acquire(affordance, affordance.usesGlobalLock, affordance.lockWait);
    return runAction(thing(), affordance, checked, blobs);
}

std::unique_ptr<RunningAction> ThingFixture::start(const QString &action, const Json &input)
{
    return std::make_unique<RunningAction>(action,
                                           [this, action, input] { return invoke(action, input); });
}

} // namespace Holdfast
