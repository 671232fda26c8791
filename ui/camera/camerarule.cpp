// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/camerarule.h"

#include "core/session/session.h"
#include "ui/base/deviceuse.h"
#include "ui/thing/thingrule.h"

#include <QCoreApplication>

#include <algorithm>

namespace Holdfast::CameraRule {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::CameraRule", text);
}

const ActionAffordance *capture(const Session &session)
{
    const Affordances *camera = session.affordances(thing());
    return camera ? camera->action(u"capture") : nullptr;
}

} // namespace

QString thing()
{
    return QStringLiteral("camera");
}

const PropertyAffordance *property(const Session &session, QStringView name)
{
    const Affordances *camera = session.affordances(thing());
    return camera ? camera->property(name) : nullptr;
}

Permission mayCapture(const Session &session)
{
    if (!session.affordances(thing()))
        return Permission::no(tr("No camera is configured."));
    if (const Permission use = mayUseDevice(session, thing()); !use.allowed)
        return use;
    const ActionAffordance *action = capture(session);
    if (!action)
        return Permission::no(tr("This camera has no action capture: it takes no pictures."));
    return ThingRule::mayRun(session, *action);
}

Json captureInput(const Session &session, const QString &format)
{
    const ActionAffordance *action = capture(session);
    Json input = Json::object();
    if (!action)
        return input;
    const auto &members = action->input.members;
    const bool knowsFormats =
        std::any_of(members.begin(), members.end(), [&format](const SchemaMember &member) {
            return member.name == u"image_format" && member.schema.enumeration.contains(format);
        });
    if (knowsFormats)
        input["image_format"] = toUtf8String(format);
    // The window keeps the picture itself, where the operator wants it.
    const bool retains =
        std::any_of(members.begin(), members.end(),
                    [](const SchemaMember &member) { return member.name == u"retain_image"; });
    if (retains)
        input["retain_image"] = false;
    return input;
}

QString missing(const Session &session)
{
    if (!session.affordances(thing()))
        return tr("No camera is configured: there is nothing to expose or to snap.");
    QStringList lacks;
    if (!property(session, u"exposure_time"))
        lacks << tr("no property exposure_time");
    if (!property(session, u"analogue_gain"))
        lacks << tr("no property analogue_gain");
    if (!capture(session))
        lacks << tr("no action capture");
    return lacks.isEmpty() ? QString()
                           : tr("This camera has %1.").arg(lacks.join(QStringLiteral(", ")));
}

} // namespace Holdfast::CameraRule
