// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"

namespace Mirror {

//! \brief Actions that fail, each with another error.
class Errors : public Holdfast::Thing
{
    Q_OBJECT
public:
    Q_INVOKABLE void custom();
    Q_INVOKABLE void value();
    Q_INVOKABLE void busy();
    Q_INVOKABLE void cancelled();
    Q_INVOKABLE QString lockNeeded();
};

} // namespace Mirror
