// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QPointF>
#include <QString>

#include <optional>
#include <vector>

namespace Holdfast {

//! \brief What an autofocus has measured: how sharp the picture is at each position of z.
struct FocusCurve
{
    std::vector<QPointF>
        points; //!< z and the sharpness there, in any unit, in the order of the move
    std::optional<double> focusZ {}; //!< where the pictures are sharpest

    //! Reads what fast_autofocus of Holdfast or OpenFlexure returns. Empty when it is none of both, or has no
    //! pictures.
    static std::optional<FocusCurve> from(const Json &sweep);
};

} // namespace Holdfast
