// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/thingsurroundings.h"

#include "core/thing/error.h"
#include "core/thing/thing.h"

#include <QLoggingCategory>

namespace Holdfast {

Json statesOf(const QList<Thing *> &things)
{
    Json states = Json::object();
    for (const Thing *thing : things) {
        try {
            Json state = thing->state();
            if (!state.is_null())
                states[toUtf8String(thing->name())] = std::move(state);
        } catch (...) {
            qWarning().noquote()
                << QStringLiteral("%1 could not say its state: %2")
                       .arg(thing->name(),
                            Error::fromException(std::current_exception()).message());
        }
    }
    return states;
}

} // namespace Holdfast
