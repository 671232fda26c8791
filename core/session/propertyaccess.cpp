// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/propertyaccess.h"

#include "core/session/lockeduse.h"
#include "core/session/station.h"
#include "core/session/workers.h"
#include "core/thing/affordanceaccess.h"
#include "core/thing/thing.h"

namespace Holdfast {

namespace {

Result<Output> readResult(const Thing &thing, const PropertyAffordance &property)
{
    try {
        return readProperty(thing, property);
    } catch (...) {
        return Error::fromException(std::current_exception());
    }
}

Result<void> writeResult(Thing &thing, const PropertyAffordance &property, const Json &value)
{
    try {
        writeProperty(thing, property, value);
        return {};
    } catch (...) {
        return Error::fromException(std::current_exception());
    }
}

} // namespace

PropertyAccess::PropertyAccess(Station &station, const HolderLabel &label)
    : m_station(station)
    , m_label(label)
{
}

Reply<Output> PropertyAccess::read(Thing *thing, const PropertyAffordance &property) const
{
    if (property.readNow)
        return Reply<Output>::now(readResult(*thing, property));
    const ReplyPromise<Output> promise;
    m_station.workers().run(Workers::Kind::Read, thing->name(),
                            [promise, thing, &property, label = m_label] {
                                // A getter that locks by hand does so for whoever reads.
                                const HolderScope scope {Holder(label)};
                                promise.finish(readResult(*thing, property));
                            });
    return promise.reply();
}

Reply<void> PropertyAccess::write(Thing *thing, const PropertyAffordance &property,
                                  const Json &value, Session::LockWait wait) const
{
    if (property.readOnly) {
        return Reply<void>::now(
            Error::notAllowed(QStringLiteral("The property '%1' of '%2' is read-only.")
                                  .arg(property.name, thing->name())));
    }
    Validated validated = validate(property.schema, value);
    if (!validated.isValid())
        return Reply<void>::now(Error::invalid(validated.issues));

    const ReplyPromise<void> promise;
    const LockTicket ticket =
        startLockedUse(m_station, m_label,
                       {.thing = thing,
                        .operation = thing->name() + u'.' + property.name,
                        .usesGlobalLock = property.usesGlobalLock,
                        .wait = wait ? wait : property.lockWait,
                        .work =
                            [promise, thing, &property, value = std::move(validated.value)] {
                                const Result<void> result = writeResult(*thing, property, value);
                                return [promise, result] { promise.finish(result); };
                            },
                        .refused = [promise](const Error &error) { promise.finish(error); }});
    return promise.reply([ticket, promise] {
        if (LockTicket(ticket).withdraw()) {
            promise.finish(Error(Error::Kind::Cancelled,
                                 {.detail = QStringLiteral("Withdrawn before it had the lock."),
                                  .type = {},
                                  .status = 503,
                                  .title = QStringLiteral("Withdrawn"),
                                  .extra = Json::object()}));
        }
    });
}

} // namespace Holdfast
