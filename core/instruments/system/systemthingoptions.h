// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>

namespace Holdfast {

//! \brief What the configuration can say about a SystemThing.
struct SystemThingOptions
{
    Q_GADGET
    Q_PROPERTY(bool allowPower MEMBER allowPower)
public:
    //! Whether clients may switch the computer off, and restart it. The actions for it exist only then.
    bool allowPower = false;
};

} // namespace Holdfast
