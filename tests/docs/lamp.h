// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "docs/examples/shutter/shutter.h"

#include "core/thing/devicelock.h"
#include "core/thing/thingslot.h"
#include "core/thing/value.h"

namespace Holdfast {

//! \brief Stands for the serial port of a lamp that does not answer.
class LampWire
{
public:
    QByteArray ask(const char *question) const;
    QString errorString() const { return QStringLiteral("no answer"); }
};

//! \brief A Thing with the pieces of code in docs/write-a-thing.md that are in no example: quoted there, and compiled here
//! as in a plug-in, where a text may be made from a literal.
class Lamp : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int exposureTime READ exposureTime WRITE setExposureTime NOTIFY exposureTimeChanged)

public:
    Lamp();

    int exposureTime() const { return m_exposureTime; }
    void setExposureTime(int microseconds);

    Q_INVOKABLE QString look();

Q_SIGNALS:
    void exposureTimeChanged(int microseconds);

private:
    Value<int> m_exposureTime {this, &Lamp::exposureTimeChanged, 500};
    DeviceLock m_port {this, "port"}; // a member; the lamp's is known as "lamp port"
    ThingSlot<Shutter> m_shutter {this, "shutter"};
    ThingSlots<Lamp> m_others {this, "others"};
    LampWire m_wire;
};

} // namespace Holdfast
