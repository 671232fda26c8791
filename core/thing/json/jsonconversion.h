// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/blob.h"
#include "core/thing/json/json.h"

#include <QList>
#include <QMetaType>
#include <QVariant>

namespace Holdfast {

//! \brief A value as it is sent or received: JSON, and the blobs that it refers to. A Blob's JSON
//! is {"href":"/blob/ID","media_type":...,"rel":"output","description":...}; the sender puts the
//! server's own address in front of these hrefs.
struct Payload
{
    Json json;         //!< the value
    QList<Blob> blobs; //!< those to which the JSON refers
};

//! Returns the path under which a blob's JSON refers to it: "/blob/ID".
QString blobPath(const QUuid &id);

//! Returns \a value as JSON, for every type that DataSchema::of() knows. Throws
//! std::invalid_argument for other types.
Payload toPayload(const QVariant &value);

//! Returns \a json, which must have been validated against DataSchema::of(type), as a value of \a
//! type. Members of a Q_GADGET that are left out keep their defaults; those without WRITE are
//! computed by the gadget and not set. Throws std::invalid_argument when \a json does not fit after
//! all, or refers to a blob that is not among \a blobs.
QVariant fromJson(const Json &json, QMetaType type, const QList<Blob> &blobs = {});

} // namespace Holdfast
