// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/value.h"

namespace Holdfast {

//! \brief A shutter in front of the lamp: light reaches the sample while it is open.
class Shutter : public Thing
{
    Q_OBJECT
    Q_PROPERTY(bool open READ isOpen WRITE setOpen NOTIFY openChanged)

public:
    Shutter();

    bool isOpen() const { return m_open; }
    void setOpen(bool open);

    Q_INVOKABLE void pulse(double seconds);

    void emergencyStop() override;

Q_SIGNALS:
    void openChanged(bool open);

private:
    void drive(bool open);

    Value<bool> m_open {this, &Shutter::openChanged};
};

} // namespace Holdfast
