// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labsnapshot.h"

namespace Holdfast {

QString toWord(LabUnreachable unreachable)
{
    return unreachable == LabUnreachable::Open ? QStringLiteral("open") : QStringLiteral("closed");
}

} // namespace Holdfast
