// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"

namespace Mirror {

//! \brief Actions that say what they do.
class Logs : public Holdfast::Thing
{
    Q_OBJECT
public:
    Q_INVOKABLE void levels();
    Q_INVOKABLE void countUp(int times);
    Q_INVOKABLE void unexpected();
    Q_INVOKABLE void anticipated();
};

} // namespace Mirror
