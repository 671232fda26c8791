// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Holdfast {

//! \brief The unit in which an operator wants to read lengths on the stage.
enum class LengthUnit {
    Micrometres, //!< where the stage says how long a step is
    Steps,
};

} // namespace Holdfast
