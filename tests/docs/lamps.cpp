// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/docs/lamps.h"

#include "tests/docs/lamp.h"

namespace Holdfast {

Lamps::Lamps()
{
    addPart(QStringLiteral("left_lamp"), std::make_unique<Lamp>());
    addPart(QStringLiteral("right_lamp"), std::make_unique<Lamp>());
}

} // namespace Holdfast
