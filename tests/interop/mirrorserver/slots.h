// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thingslot.h"
#include "tests/interop/mirrorserver/counter.h"

namespace Mirror {

//! \brief Tells its state, and what it finds around itself.
class Stately : public Holdfast::Thing
{
    Q_OBJECT
public:
    Holdfast::Json state() const override;

    Q_INVOKABLE Holdfast::Json states() { return thingStates(); }
    Q_INVOKABLE Holdfast::Json configured() { return applicationConfig(); }
};

//! \brief Has a slot of each kind.
class Hub : public Holdfast::Thing
{
    Q_OBJECT
public:
    Q_INVOKABLE Holdfast::Json connections();
    Q_INVOKABLE void incrementSingle();

private:
    Holdfast::ThingSlot<Counter> m_single {this, "single"};
    Holdfast::ThingSlot<Stately> m_optional {this, "optional",
                                             Holdfast::ThingSlotBase::Need::Optional};
    Holdfast::ThingSlots<Counter> m_many {this, "many"};
};

class Pong;

//! \brief Knows Pong, which knows it.
class Ping : public Holdfast::Thing
{
    Q_OBJECT
public:
    Ping();
    ~Ping() override;

    Q_INVOKABLE QString nameOfOther();

private:
    Holdfast::ThingSlot<Pong> m_other;
};

//! \brief Knows Ping, which knows it.
class Pong : public Holdfast::Thing
{
    Q_OBJECT
public:
    Q_INVOKABLE QString nameOfOther();

private:
    Holdfast::ThingSlot<Ping> m_other {this, "other"};
};

} // namespace Mirror
