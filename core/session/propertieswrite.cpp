// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/blobshelf.h"
#include "core/session/invocation/lockeduse.h"
#include "core/session/propertyaccess.h"
#include "core/session/station.h"
#include "core/thing/affordances/affordanceaccess.h"
#include "core/thing/sharing/sharedhold.h"
#include "core/thing/thing.h"

#include <algorithm>
#include <vector>

namespace Holdfast {

namespace {

struct OneWrite
{
    const PropertyAffordance *property;
    Validated value;
};

// Returns the issue with its location in the body: inside the member of that name.
ValidationIssue inside(const QString &name, ValidationIssue issue)
{
    Json location = Json::array({name});
    for (const Json &part : issue.location)
        location.push_back(part);
    issue.location = location;
    return issue;
}

ValidationIssue objection(const QString &name, const QString &type, const QString &message)
{
    return {.type = type,
            .location = Json::array({name}),
            .message = message,
            .input = nullptr,
            .context = nullptr};
}

Result<std::vector<OneWrite>> validated(const Thing &thing, const Json &values,
                                        const FindBlob &findBlob)
{
    std::vector<OneWrite> writes;
    QList<ValidationIssue> issues;
    for (const auto &member : values.items()) {
        const QString name = toQString(member.key());
        const PropertyAffordance *property = thing.affordances().property(name);
        if (!property) {
            issues << objection(name, QStringLiteral("extra_forbidden"),
                                QStringLiteral("There is no such property"));
        } else if (property->readOnly) {
            issues << objection(name, QStringLiteral("read_only"),
                                QStringLiteral("The property is read-only"));
        } else {
            Validated one = validate(property->schema, member.value(), findBlob);
            for (const ValidationIssue &issue : one.issues)
                issues << inside(name, issue);
            writes.push_back({property, std::move(one)});
        }
    }
    if (!issues.isEmpty())
        return Error::invalid(issues);
    return writes;
}

WritesReceipt writeThem(Thing &thing, const std::vector<OneWrite> &writes)
{
    WritesReceipt receipt;
    for (const OneWrite &write : writes) {
        if (const std::optional<Error> loss = SharedHold::lossHere()) {
            receipt.failed = write.property->name;
            receipt.error = loss;
            break;
        }
        try {
            writeProperty(thing, *write.property, write.value.value, write.value.blobs);
            receipt.written << write.property->name;
        } catch (...) {
            receipt.failed = write.property->name;
            receipt.error = Error::fromException(std::current_exception());
            break;
        }
    }
    return receipt;
}

} // namespace

Reply<WritesReceipt> PropertyAccess::writeAll(Thing *thing, const Json &values,
                                              Session::LockWait wait) const
{
    Result<std::vector<OneWrite>> checked =
        validated(*thing, values, [this](const QUuid &id) { return m_station.blobs().find(id); });
    if (!checked)
        return Reply<WritesReceipt>::now(checked.error());
    if (checked->empty())
        return Reply<WritesReceipt>::now(WritesReceipt());
    const auto writes = std::make_shared<const std::vector<OneWrite>>(*checked);
    QStringList names;
    for (const OneWrite &write : *writes)
        names << write.property->name;
    const bool usesLock = std::any_of(writes->begin(), writes->end(), [](const OneWrite &write) {
        return write.property->usesGlobalLock;
    });

    const ReplyPromise<WritesReceipt> promise;
    const UseTicket ticket = startLockedUse(
        m_station, m_caller,
        {.thing = thing,
         .operation = thing->name() + u'.' + names.join(QLatin1Char(',')),
         .usesGlobalLock = usesLock,
         .wait = wait,
         .work = [promise, thing, writes](quint64 generation) -> std::function<void()> {
             WritesReceipt receipt = writeThem(*thing, *writes);
             receipt.generation = generation;
             return [promise, receipt] { promise.finish(receipt); };
         },
         .refused = [promise](const Error &error) { promise.finish(error); }});
    return promise.reply([ticket, promise] {
        if (UseTicket(ticket).withdraw())
            promise.finish(Error::withdrawn());
    });
}

} // namespace Holdfast
