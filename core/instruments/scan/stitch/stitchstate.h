// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! \brief How far the stitching after a scan has come.
struct StitchState
{
    double percent = 0; //!< of all sets, up to 100
    QString step {};    //!< the program's own line
    QString problem {}; //!< why the pictures were not stitched, or not all of them
};

} // namespace Holdfast
