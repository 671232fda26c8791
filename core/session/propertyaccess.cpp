// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/propertyaccess.h"

#include "core/session/invocation/blobshelf.h"
#include "core/session/invocation/lockeduse.h"
#include "core/session/invocation/workers.h"
#include "core/session/log.h"
#include "core/session/station.h"
#include "core/thing/affordances/affordanceaccess.h"
#include "core/thing/sharing/sharedhold.h"
#include "core/thing/thing.h"

namespace Holdfast {

namespace {

Error logged(const Thing &thing, const PropertyAffordance &property, const LimitedLog &log,
             const Error &error)
{
    log.write(LogLevel::Error,
              QStringLiteral("%1.%2 failed: %3").arg(thing.name(), property.name, error.message()));
    return error;
}

Result<Payload> readResult(const Thing &thing, const PropertyAffordance &property, BlobShelf &blobs,
                           const LimitedLog &log)
{
    try {
        Payload output = readProperty(thing, property);
        blobs.note(output.blobs);
        return output;
    } catch (...) {
        return logged(thing, property, log, Error::fromException(std::current_exception()));
    }
}

Result<void> writeResult(Thing &thing, const PropertyAffordance &property, const Validated &value,
                         const LimitedLog &log)
{
    try {
        writeProperty(thing, property, value.value, value.blobs);
        // Another station may have written it, too.
        if (const std::optional<Error> loss = SharedHold::lossHere())
            return *loss;
        return {};
    } catch (...) {
        return logged(thing, property, log, Error::fromException(std::current_exception()));
    }
}

} // namespace

PropertyAccess::PropertyAccess(Station &station, const Caller &caller)
    : m_station(station)
    , m_caller(caller)
{
}

Reply<Payload> PropertyAccess::read(Thing *thing, const PropertyAffordance &property) const
{
    if (property.readNow)
        return Reply<Payload>::now(
            readResult(*thing, property, m_station.blobs(), m_station.clientLog()));
    const ReplyPromise<Payload> promise;
    m_station.workers().run(
        Workers::Kind::Read, thing->name(),
        [promise, thing, &property, principal = m_caller.principal, &blobs = m_station.blobs(),
         log = m_station.clientLog()] {
            // A getter that locks by hand does so for the reader.
            const HolderScope scope {Holder(principal)};
            promise.finish(readResult(*thing, property, blobs, log));
        },
        [promise] { promise.finish(Error::shuttingDown()); });
    return promise.reply();
}

Reply<WriteReceipt> PropertyAccess::write(Thing *thing, const PropertyAffordance &property,
                                          const Json &value, Session::LockWait wait) const
{
    if (property.readOnly) {
        return Reply<WriteReceipt>::now(
            Error::notAllowed(QStringLiteral("The property '%1' of '%2' is read-only.")
                                  .arg(property.name, thing->name())));
    }
    Validated validated = validate(property.schema, value,
                                   [this](const QUuid &id) { return m_station.blobs().find(id); });
    if (!validated.isValid())
        return Reply<WriteReceipt>::now(Error::invalid(validated.issues));

    const ReplyPromise<WriteReceipt> promise;
    const auto work = [promise, thing, &property, value = std::move(validated),
                       log = m_station.clientLog()](quint64 generation) {
        const Result<void> result = writeResult(*thing, property, value, log);
        return [promise, result, generation] {
            promise.finish(result ? Result<WriteReceipt>(WriteReceipt {generation})
                                  : Result<WriteReceipt>(result.error()));
        };
    };
    const UseTicket ticket =
        startLockedUse(m_station, m_caller,
                       {.thing = thing,
                        .operation = thing->name() + u'.' + property.name,
                        .usesGlobalLock = property.usesGlobalLock,
                        .wait = wait ? wait : property.lockWait,
                        .work = work,
                        .refused = [promise](const Error &error) { promise.finish(error); }});
    return promise.reply([ticket, promise] {
        if (UseTicket(ticket).withdraw())
            promise.finish(Error::withdrawn());
    });
}

Reply<WriteReceipt> PropertyAccess::reset(Thing *thing, const PropertyAffordance &property,
                                          Session::LockWait wait) const
{
    if (!property.resetValue) {
        return Reply<WriteReceipt>::now(
            Error::notAllowed(QStringLiteral("The property '%1' of '%2' cannot be reset.")
                                  .arg(property.name, thing->name())));
    }
    return write(thing, property, *property.resetValue, wait);
}

} // namespace Holdfast
