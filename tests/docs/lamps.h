// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"

namespace Holdfast {

//! \brief A Thing that brings two others along, as docs/write-a-thing.md shows it.
class Lamps : public Thing
{
    Q_OBJECT

public:
    Lamps();
};

} // namespace Holdfast
