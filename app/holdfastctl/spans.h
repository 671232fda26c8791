// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace Holdfast::Ctl {

//! "90s", "30m", "8h", "2d", "1.5h"; nothing when it is no such thing, or longer than ten years.
std::optional<std::chrono::milliseconds> readSpan(const QString &text);

//! "2026-11-25 22:00", with or without seconds, or ISO 8601 with an offset from UTC, or "22:00", which
//! is the latest one that has been. Local time where it does not say. Invalid when it is no time.
QDateTime readTime(const QString &text);

} // namespace Holdfast::Ctl
