// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/response.h"

#include <QString>

namespace Holdfast {

class Router;

//! The text of a resource: "docs/index.html". It is part of the program.
QByteArray resourceText(const QString &name);

//! A part of a page for browsers: \a text of the type \a type ("text/html"). Pages can have nothing
//! but what this server sends, and send nothing elsewhere, whatever other people's texts contain.
Response pagePart(const QByteArray &text, const QByteArray &type);

//! Offers \a response at \a path, always the same.
void addFixed(Router &router, const QString &path, const Response &response);

} // namespace Holdfast
