// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QString>

#include <initializer_list>

//! The building blocks of OpenAPI documents. Names refer to resources/openapi/openapi.json.
namespace Holdfast::OpenApi {

struct Failure
{
    const char *status;
    const char *response;
};
using Failures = std::initializer_list<Failure>;

Json reference(const char *kind, const char *name);
Json content(const char *type, Json schema);
Json answer(const char *description, Json schema);
void addFailures(Json &responses, const Failures &failures);
//! Adds all refusals of a write.
void addWriteFailures(Json &responses);
Json parameters(std::initializer_list<const char *> names);
Json headers(std::initializer_list<const char *> names);
Json operation(const QString &id, const QString &tag, const QString &summary,
               const QString &description = {});

} // namespace Holdfast::OpenApi
