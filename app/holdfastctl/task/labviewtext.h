// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labstatus.h"
#include "core/lab/view/labstop.h"

#include <QString>
#include <QStringList>

namespace Holdfast::Ctl {

//! Returns a lab, its stations and resources, as lines for a person. Control characters are escaped.
QStringList linesFor(const LabStatus &lab);

//! Returns what came of the stop of one station, as a line for a person: "scope-1: everything stands still".
QString lineFor(const LabStopOutcome &outcome);

} // namespace Holdfast::Ctl
