// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"

namespace Mirror {

//! \brief Properties that fail, each in another way.
class Faulty : public Holdfast::Thing
{
    Q_OBJECT
    Q_PROPERTY(int unreadable READ unreadable)
    Q_PROPERTY(int unwritable READ unwritable WRITE setUnwritable)
    Q_PROPERTY(int unresettable READ unresettable WRITE setUnresettable)
    Q_PROPERTY(int outOfRange READ outOfRange)
    Q_PROPERTY(Known nameless READ nameless)
public:
    enum class Known { Known };
    Q_ENUM(Known)

    Faulty();

    int unreadable() const;
    int unwritable() const { return 1; }
    void setUnwritable(int value);
    int unresettable() const { return 1; }
    void setUnresettable(int value);
    int outOfRange() const { return 11; }
    Known nameless() const { return Known(99); }

    Q_INVOKABLE Mirror::Faulty::Known namelessOutput() { return nameless(); }
};

//! \brief Fails in its constructor.
class CannotBeMade : public Holdfast::Thing
{
    Q_OBJECT
public:
    CannotBeMade();
};

//! \brief Fails when it is opened.
class CannotOpen : public Holdfast::Thing
{
    Q_OBJECT
public:
    void open() override;
};

} // namespace Mirror
