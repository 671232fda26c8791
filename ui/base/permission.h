// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! \brief Whether something may be done, and if not, why, for the operator to read.
struct Permission
{
    bool allowed = true;
    QString reason; //!< empty when allowed

    static Permission yes() { return {}; }
    static Permission no(const QString &reason) { return {false, reason}; }
};

} // namespace Holdfast
