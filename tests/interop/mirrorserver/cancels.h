// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/value.h"

namespace Mirror {

//! \brief Actions that take a request to end each in its own way.
class Cancels : public Holdfast::Thing
{
    Q_OBJECT
    Q_PROPERTY(int count READ count WRITE setCount NOTIFY countChanged)
    Q_PROPERTY(bool handled READ handled WRITE setHandled NOTIFY handledChanged)
public:
    int count() const { return m_count; }
    void setCount(int count) { m_count = count; }
    bool handled() const { return m_handled; }
    void setHandled(bool handled) { m_handled = handled; }

    Q_INVOKABLE void obedient(int times, double pause);
    Q_INVOKABLE void deaf(int times, double pause);
    Q_INVOKABLE void reluctant(int times, double pause);

Q_SIGNALS:
    void countChanged(int count);
    void handledChanged(bool handled);

private:
    void countTo(int times, double pause);

    Holdfast::Value<int> m_count {this, &Cancels::countChanged, 0};
    Holdfast::Value<bool> m_handled {this, &Cancels::handledChanged, false};
};

} // namespace Mirror
