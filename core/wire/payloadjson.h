// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/jsonconversion.h"

#include <QString>

namespace Holdfast {

//! \a output as it is sent: its blobs' addresses begin with \a root ("http://host:5000/api/v1").
Json payloadJson(const Payload &output, const QString &root);

//! The blob that \a output is, as a whole; a null one when it is something else, or only contains
//! blobs.
Blob soleBlob(const Payload &output);

} // namespace Holdfast
