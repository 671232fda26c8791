// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/stagemoves.h"

#include "core/thing/json/json.h"
#include "core/thing/validation/invalidinputerror.h"

namespace Holdfast {

StageManner mannerOf(std::optional<int> backlash, bool refusesCancel)
{
    StageManner manner {.backlash = {}, .refusesCancel = refusesCancel};
    if (backlash && *backlash >= int(BacklashAxes::Moved) && *backlash <= int(BacklashAxes::Focus))
        manner.backlash = BacklashAxes(*backlash);
    return manner;
}

StageTarget targetFrom(const QList<int> &xyz)
{
    constexpr qsizetype axes = stageAxes.size();
    if (xyz.size() != axes) {
        throw InvalidInputError(
            {.type = QStringLiteral("value_error"),
             .location = Json::array({"xyz_pos"}),
             .message = QStringLiteral("A position is a list of three whole numbers, x, y and z; "
                                       "this one has %1.")
                            .arg(xyz.size()),
             .input = Json(xyz.size()),
             .context = nullptr});
    }
    return {.x = xyz[0], .y = xyz[1], .z = xyz[2]};
}

} // namespace Holdfast
