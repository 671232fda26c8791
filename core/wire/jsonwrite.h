// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QDateTime>
#include <QString>

//! Writes what is null on the wire where there is nothing to tell.
namespace Holdfast::JsonWrite {

inline Json textOrNull(const QString &text)
{
    return text.isEmpty() ? Json(nullptr) : Json(text);
}

//! In UTC, to the millisecond.
inline Json timeOrNull(const QDateTime &time)
{
    return time.isValid() ? Json(time.toUTC().toString(Qt::ISODateWithMs)) : Json(nullptr);
}

} // namespace Holdfast::JsonWrite
