// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"
#include "core/thing/value.h"

namespace Holdfast {

//! \brief The Thing that every measured server offers: a number, and an action that does nothing.
class NumberThing : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int number READ number WRITE setNumber NOTIFY numberChanged)
public:
    int number() const { return m_number; }
    void setNumber(int number) { m_number = number; }

    Q_INVOKABLE void noop() { }

Q_SIGNALS:
    void numberChanged(int number);

private:
    Value<int> m_number {this, &NumberThing::numberChanged, 42};
};

} // namespace Holdfast
