// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/micromanager/micromanagerstage.h"

#include <QScopeGuard>

#include <algorithm>
#include <cmath>

namespace Holdfast {

namespace {

const QString s_position = QStringLiteral("position");
const QString s_moving = QStringLiteral("moving");

} // namespace

MicroManagerStage::MicroManagerStage(const std::shared_ptr<MicroManagerBridge> &bridge,
                                     const DeviceReport &device, double micrometresPerStep)
    : m_bridge(bridge)
    , m_label(device.label)
    , m_library(device.library)
    , m_axes(device.kind == DeviceReport::Kind::XyStage
                 ? QStringList {QStringLiteral("x"), QStringLiteral("y")}
                 : QStringList {QStringLiteral("z")})
    , m_micrometresPerStep(micrometresPerStep)
    , m_properties(
          bridge,
          {.add = [this](const RuntimeProperty &property) { addProperty(property); },
           .changed = [this](const QString &name, const Json &value) { changed(name, value); },
           .warn = [this](const QString &message) { logWarning(message); }},
          {s_position, s_moving, QStringLiteral("move_absolute"), QStringLiteral("move_relative"),
           QStringLiteral("stop")})
{
    describeThing(device.description, device.label);
    addPosition();
    addMoving();
    addMoves();
    addStop();
    m_properties.addAll(device);
    m_subscription = bridge->listen(
        device.label, [this](const Json &event, const QByteArray &) { handle(event); });
}

Json MicroManagerStage::axesSchema(bool allRequired, const QString &text) const
{
    const bool isInSteps = m_micrometresPerStep > 0;
    Json properties = Json::object();
    Json required = Json::array();
    for (const QString &axis : m_axes) {
        Json &member = properties[toUtf8String(axis)];
        member = {{"type", isInSteps ? "integer" : "number"},
                  {"title", axis},
                  {"unit", symbol(isInSteps ? Unit::Step : Unit::Micrometre)}};
        required.push_back(axis);
    }
    Json schema {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    if (!text.isEmpty())
        schema["description"] = text;
    if (allRequired)
        schema["required"] = required;
    return schema;
}

void MicroManagerStage::addPosition()
{
    RuntimeProperty position;
    position.name = s_position;
    position.title = tr("Position");
    position.description = tr("Where the stage is, also while it moves.");
    position.schema = axesSchema(true, {});
    position.observable = true;
    position.read = [this] {
        notePosition(read());
        const std::lock_guard lock(m_mutex);
        return m_position;
    };
    addProperty(position);
}

void MicroManagerStage::addMoving()
{
    RuntimeProperty moving;
    moving.name = s_moving;
    moving.title = tr("Moving");
    moving.description = tr("Whether the stage is moving.");
    moving.schema = {{"type", "boolean"}};
    moving.observable = true;
    moving.readNow = [this] {
        const std::lock_guard lock(m_mutex);
        return Json(m_isMoving);
    };
    addProperty(moving);
}

void MicroManagerStage::addMoves()
{
    RuntimeAction absolute;
    absolute.name = QStringLiteral("move_absolute");
    absolute.title = tr("Move to");
    absolute.description = tr("Moves to a position. An axis that is not given stays.");
    absolute.input = axesSchema(false, {});
    absolute.run = [this](const Json &input, const QList<Blob> &) { return move("to", input); };
    addAction(absolute);

    RuntimeAction relative;
    relative.name = QStringLiteral("move_relative");
    relative.title = tr("Move by");
    relative.description = tr("Moves by so much. An axis that is not given stays.");
    relative.input = axesSchema(false, {});
    relative.run = [this](const Json &input, const QList<Blob> &) { return move("by", input); };
    addAction(relative);
}

void MicroManagerStage::addStop()
{
    RuntimeAction stop;
    stop.name = QStringLiteral("stop");
    stop.title = tr("Stop");
    stop.description = tr("Stops the stage at once, whichever client moves it.");
    stop.usesGlobalLock = false;
    stop.run = [this](const Json &, const QList<Blob> &) {
        m_bridge->stop(m_label);
        return Payload();
    };
    addAction(stop);
}

Payload MicroManagerStage::move(const char *kind, const Json &input)
{
    const quint64 stops = m_bridge->stopCount(m_label);
    const Json begin = read();
    const Json asked = inMicrometres(input);
    Json target = begin;
    for (const auto &[axis, value] : asked.items())
        target[axis] = std::string_view(kind) == "to"
                           ? value
                           : Json(begin.at(axis).get<double>() + value.get<double>());
    logInfo(QStringLiteral("Moving from %1 to %2.").arg(inWords(begin), inWords(target)));
    setMoving(true);
    const auto settle = qScopeGuard([this] {
        setMoving(false);
        try {
            notePosition(read());
        } catch (const ThingError &) {
            // The bridge is gone; the error of the move says so.
        }
    });
    const Json end = m_bridge->call({.call = QStringLiteral("move"),
                                     .device = m_label,
                                     .parameters = {{"to", target}},
                                     .library = m_library,
                                     .onBusy =
                                         [&](const Json &event) {
                                             const auto here = event.find("position");
                                             if (here == event.end())
                                                 return;
                                             notePosition(*here);
                                             reportProgress(progressAt(begin, target, *here));
                                         },
                                     .isStoppable = true,
                                     .stopsBefore = stops});
    reportProgress(100);
    logInfo(QStringLiteral("Arrived at %1.").arg(inWords(end)));
    return {};
}

double MicroManagerStage::progressAt(const Json &begin, const Json &target, const Json &here) const
{
    double whole = 0;
    double done = 0;
    for (const QString &axis : m_axes) {
        const std::string name = toUtf8String(axis);
        const double from = begin.at(name).get<double>();
        whole += std::abs(target.at(name).get<double>() - from);
        done += std::abs(here.at(name).get<double>() - from);
    }
    return whole > 0 ? std::clamp(100 * done / whole, 0.0, 100.0) : 100;
}

Json MicroManagerStage::read() const
{
    return m_bridge->call({.call = QStringLiteral("position"),
                           .device = m_label,
                           .parameters = {},
                           .library = m_library});
}

Json MicroManagerStage::shown(const Json &micrometres) const
{
    Json position = Json::object();
    for (const QString &axis : m_axes) {
        const std::string name = toUtf8String(axis);
        const double value = micrometres.at(name).get<double>();
        if (m_micrometresPerStep > 0)
            position[name] = std::llround(value / m_micrometresPerStep);
        else
            position[name] = value + 0.0; // an adapter's -0 is 0
    }
    return position;
}

QString MicroManagerStage::inWords(const Json &micrometres) const
{
    const Json position = shown(micrometres);
    QStringList words;
    for (const QString &axis : m_axes)
        words << axis + u' ' + QString::number(position.at(toUtf8String(axis)).get<double>());
    return QStringLiteral("(%1) %2").arg(
        words.join(QStringLiteral(", ")),
        symbol(m_micrometresPerStep > 0 ? Unit::Step : Unit::Micrometre));
}

Json MicroManagerStage::inMicrometres(const Json &input) const
{
    Json micrometres = Json::object();
    for (const auto &[axis, value] : input.items())
        micrometres[axis] =
            value.get<double>() * (m_micrometresPerStep > 0 ? m_micrometresPerStep : 1);
    return micrometres;
}

void MicroManagerStage::notePosition(const Json &micrometres)
{
    const Json position = shown(micrometres);
    {
        const std::lock_guard lock(m_mutex);
        if (m_position == position)
            return;
        m_position = position;
    }
    changed(s_position, position);
}

void MicroManagerStage::setMoving(bool isMoving)
{
    {
        const std::lock_guard lock(m_mutex);
        m_isMoving = isMoving;
    }
    changed(s_moving, isMoving);
}

void MicroManagerStage::handle(const Json &event)
{
    const auto name = event.at("event").get<QString>();
    if (name == u"property")
        m_properties.noteEvent(event);
    else if (name == u"position")
        notePosition(event.at("position"));
}

Json MicroManagerStage::state() const
{
    const std::lock_guard lock(m_mutex);
    return {{"position", m_position}};
}

} // namespace Holdfast
