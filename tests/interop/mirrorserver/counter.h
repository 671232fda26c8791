// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/value.h"

namespace Mirror {

//! \brief Counts.
class Counter : public Holdfast::Thing
{
    Q_OBJECT
    Q_PROPERTY(int count READ count WRITE setCount NOTIFY countChanged)
public:
    Counter();

    int count() const { return m_count; }
    void setCount(int count) { m_count = count; }

    Q_INVOKABLE void increment();

Q_SIGNALS:
    void countChanged(int count);

private:
    Holdfast::Value<int> m_count {this, &Counter::countChanged, 0};
};

} // namespace Mirror
