// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/responder.h"

#include <QString>
#include <QUuid>

#include <optional>

namespace Holdfast {

//! Returns the UUID \a text from a path. When it is none, answers 422 and returns nothing.
std::optional<QUuid> idFromPath(const QString &text, const Responder &responder);

} // namespace Holdfast
