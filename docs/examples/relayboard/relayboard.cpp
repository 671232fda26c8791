// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "docs/examples/relayboard/relayboard.h"

#include "core/thing/affordances/runtimeaffordances.h"

#include <QScopeGuard>

namespace Holdfast {

bool RelayWire::isOn(const QString &relay) const
{
    const std::lock_guard lock(m_mutex);
    return m_on.value(relay);
}

void RelayWire::set(const QString &relay, bool on)
{
    const std::lock_guard lock(m_mutex);
    m_on[relay] = on;
}

RelayBoard::RelayBoard()
{
    describeThing(tr("A board of relays."), tr("Relay board"));
}

void RelayBoard::discover()
{
    const QStringList relays = m_wire.ask();
    if (relays.isEmpty()) {
        reportFault({.what = tr("The relay board does not answer."),
                     .remedy = tr("Look whether it is plugged in, and start Holdfast again.")});
        return;
    }
    for (const QString &relay : relays)
        addRelay(relay);
    addPulse(relays);
}

void RelayBoard::addRelay(const QString &relay)
{
    RuntimeProperty property;
    property.name = relay;
    property.description = tr("Whether this relay is closed.");
    property.schema = Json {{"type", "boolean"}};
    property.observable = true;
    property.readNow = [this, relay] { return Json(m_wire.isOn(relay)); };
    property.write = [this, relay](const Json &on) { drive(relay, on.get<bool>()); };
    addProperty(property);
}

void RelayBoard::addPulse(const QStringList &relays)
{
    RuntimeAction pulse;
    pulse.name = QStringLiteral("pulse");
    pulse.description = tr("Closes a relay for a while.");
    pulse.input = Json::parse(R"({
        "type": "object",
        "properties": {
            "relay": {"title": "Relay", "type": "string"},
            "seconds": {"title": "Time", "type": "number", "minimum": 0.01, "maximum": 60, "unit": "s"}
        },
        "required": ["relay", "seconds"]
    })");
    for (const QString &relay : relays)
        pulse.input["properties"]["relay"]["enum"].push_back(relay);
    pulse.run = [this](const Json &input, const QList<Blob> &) {
        const auto relay = input["relay"].get<QString>();
        const auto openAgain = qScopeGuard([this, relay] { drive(relay, false); });
        drive(relay, true);
        cancellableSleep(std::chrono::duration<double>(input["seconds"].get<double>()));
        return Payload();
    };
    addAction(pulse);
}

void RelayBoard::emergencyStop()
{
    for (const QString &relay : m_wire.ask())
        drive(relay, false);
}

void RelayBoard::drive(const QString &relay, bool on)
{
    m_wire.set(relay, on);
    changed(relay, on); // notifies observers
}

} // namespace Holdfast
