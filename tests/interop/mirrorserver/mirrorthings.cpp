// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/things/builtinthings.h"
#include "tests/interop/mirrorserver/actions.h"
#include "tests/interop/mirrorserver/blobs.h"
#include "tests/interop/mirrorserver/camera.h"
#include "tests/interop/mirrorserver/cancels.h"
#include "tests/interop/mirrorserver/counter.h"
#include "tests/interop/mirrorserver/errors.h"
#include "tests/interop/mirrorserver/faulty.h"
#include "tests/interop/mirrorserver/lifecycle.h"
#include "tests/interop/mirrorserver/locked.h"
#include "tests/interop/mirrorserver/logs.h"
#include "tests/interop/mirrorserver/properties.h"
#include "tests/interop/mirrorserver/settings.h"
#include "tests/interop/mirrorserver/slots.h"

namespace Holdfast {

namespace {

template<typename T, typename... Options>
void add(ThingRegistry &registry)
{
    const QString name = QString::fromUtf8(T::staticMetaObject.className()).mid(8); // "Mirror::"
    registry.add<T, Options...>(name);
    registry.addAlias(QStringLiteral("mirror_things:") + name, name);
}

} // namespace

// The program is Holdfast's own; only its Things differ. Their Python counterparts have the same names.
ThingRegistry builtInThings()
{
    ThingRegistry registry;
    add<Mirror::Actions>(registry);
    add<Mirror::Blobs>(registry);
    add<Mirror::Camera>(registry);
    add<Mirror::Cancels>(registry);
    add<Mirror::CannotBeMade>(registry);
    add<Mirror::CannotOpen>(registry);
    add<Mirror::Counter>(registry);
    add<Mirror::Errors>(registry);
    add<Mirror::Faulty>(registry);
    add<Mirror::Hub>(registry);
    add<Mirror::Lifecycle, Mirror::LifecycleOptions>(registry);
    add<Mirror::Locked>(registry);
    add<Mirror::Logs>(registry);
    add<Mirror::OtherSettings>(registry);
    add<Mirror::Ping>(registry);
    add<Mirror::Pong>(registry);
    add<Mirror::Properties>(registry);
    add<Mirror::Settings>(registry);
    add<Mirror::Stately>(registry);
    return registry;
}

} // namespace Holdfast
