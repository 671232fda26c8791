// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labstatus.h"
#include "core/lab/view/labstop.h"

#include <QString>

//! \brief The window's text about a lab, its stations, and what they share.
namespace Holdfast::LabText {

//! Returns how the station is connected with its lab: one sentence, or two when something is wrong.
QString connection(const LabStatus &lab);
//! Returns whether a station is there: "present", "this station", "silent since 14:02:11".
QString presence(const LabStationStatus &station);
//! Returns the state of a station's lock: "free", "tile scan", "STOPPED by ann: smoke". Empty while it is not known.
QString lock(const LabStationStatus &station);
//! Returns the holder of a ticket: "ann", or that it is not known.
QString holder(const LabTicketStatus &ticket);
//! Returns what came of the stop of one station: "scope-1: everything stands still".
QString outcome(const LabStopOutcome &outcome);

} // namespace Holdfast::LabText
