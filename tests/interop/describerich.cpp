// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/openapidocument.h"
#include "core/server/describe/thingdescription.h"
#include "tests/interop/richthing.h"

#include <cstdio>

// Prints the descriptions of a rich Thing, for validators.
int main()
{
    using namespace Holdfast;
    RichThing thing;
    thing.attach(QStringLiteral("rich"), nullptr);
    const auto described = [&thing](const QList<Transport> &transports) {
        const ThingDescription description(thing.name(), thing.affordances(),
                                           QStringLiteral("/api"), transports);
        const QByteArray text = description.toBytes(QStringLiteral("http://localhost:5000"));
        return Json::parse(text.cbegin(), text.cend());
    };
    OpenApiDocument document(QStringLiteral("/api"));
    for (const char *body : {"LeaseBody", "AskBody", "BreakBody", "StopBody", "ModeBody"})
        document.addSchema(body, DataSchema());
    document.addThing(thing.name(), thing.affordances());
    const Json all {
        {"served", described(servedTransports())},
        {"observed",
         described({Transport::LongPoll, Transport::EventStream, Transport::WebSocket})},
        {"openapi", document.json()},
    };
    std::puts(toBytes(all).constData());
    return 0;
}
