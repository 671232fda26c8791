// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/gstreamer/gstreamercameraoptions.h"
#include "core/thing/fault.h"

#include <QString>
#include <QStringList>

using GError = struct _GError;

namespace Holdfast {

//! Returns the fault for an error of a pipeline: what GStreamer says, and what to do about it with such a source.
//! \a details may be null.
Fault pipelineFault(const GError &error, const char *details,
                    const GStreamerCameraOptions &options);

//! Returns the fault for a pipeline whose elements are not installed, with the Debian packages that have them.
Fault missingElementsFault(const QStringList &elements);

} // namespace Holdfast
