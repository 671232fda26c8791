// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/scanplan.h"
#include "core/thing/json/json.h"

#include <QStringList>

#include <optional>

namespace Holdfast {

//! The axes of a sequence that a plan can express, from the one that changes least often to the one that changes most often:
//! time, position, grid, z.
inline constexpr const char *axesOfSequence = "tpgz";

//! \brief The relation between a plan, which is in motor steps, and a sequence, which is in micrometres.
struct SequenceScale
{
    double micrometresPerStep = 0.07;      //!< along x and y
    double micrometresPerStepZ = 0.05;     //!< along z
    std::optional<ScanSpacing> picture {}; //!< of a whole picture; empty: not known
};

//! \brief A plan that was read from a sequence.
struct ImportedPlan
{
    ScanPlan plan {};
    QStringList
        remarks {}; //!< sentences about what was understood in Holdfast's own way, for the operator
};

//! Returns \a plan as an MDASequence of useq-schema, the format in which programs of the Micro-Manager family describe
//! an acquisition: axis order time, position, grid, z. The rows and columns of its grid are those of the picture. What only
//! Holdfast knows, such as the camera's mode, is in the metadata, as "holdfast". Throws a ThingError that names what
//! a sequence cannot express.
Json sequenceFromPlan(const ScanPlan &plan, const SequenceScale &scale);

//! Returns the plan that does what \a sequence says, an MDASequence of useq-schema 0.9 as JSON. Throws a ThingError that
//! names everything that a plan cannot express; nothing is left out silently.
ImportedPlan planFromSequence(const Json &sequence, const SequenceScale &scale);

} // namespace Holdfast
