// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/mirrorserver/actions.h"

namespace Mirror {

Actions::Actions()
{
    using Holdfast::Range;
    using Holdfast::Unit;
    describeThing(QStringLiteral("Actions with each kind of input and output."));
    describe("move", {}).required({QStringLiteral("x")}).input("y", Unit::None, Range {0, 1000});
    describe("shortLived", {}).retention(std::chrono::milliseconds::zero());
}

Point Actions::move(const MoveInput &input)
{
    return {input.x, double(input.y), input.note};
}

void Actions::shortLived(const ShortLivedInput &input)
{
    Holdfast::cancellableSleep(std::chrono::duration<double>(input.pause));
}

} // namespace Mirror
