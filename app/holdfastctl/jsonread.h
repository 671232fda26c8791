// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace Holdfast::Ctl {

//! Members of what a server sent, of which nothing is certain: not that it is an object, not that it
//! has the member, not that the member is of the right type. Texts are safe to be printed.
namespace JsonRead {

//! The member, or null.
const Json &member(const Json &object, const char *key);
//! Control characters are escaped; empty when there is none.
QString text(const Json &object, const char *key);
bool flag(const Json &object, const char *key);
//! A whole number from 0 on.
std::optional<qint64> number(const Json &object, const char *key);
std::optional<std::chrono::milliseconds> duration(const Json &object, const char *key);
//! Local time, "14:02:11"; with its date when that is not today. Empty when there is none.
QString time(const Json &object, const char *key);

} // namespace JsonRead

} // namespace Holdfast::Ctl
