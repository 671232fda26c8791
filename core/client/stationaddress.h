// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace Holdfast {

//! Reads the address of a station as a person writes it ("http://lab:5000/api/v3/"): without the slash
//! at its end; nothing when it is none.
std::optional<QUrl> readStationAddress(const QString &text);

} // namespace Holdfast
