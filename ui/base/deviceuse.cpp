// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/deviceuse.h"

#include "core/session/session.h"

namespace Holdfast {

namespace {

bool isConnected(const Affordances *thing)
{
    const PropertyAffordance *connected = thing ? thing->property(u"connected") : nullptr;
    return connected && connected->readNow && connected->readNow().toBool();
}

} // namespace

Permission mayUseDevice(const Session &session, const QString &thing)
{
    const auto fault = session.fault(thing);
    return fault && !isConnected(session.affordances(thing)) ? Permission::no(fault->what)
                                                             : Permission::yes();
}

} // namespace Holdfast
