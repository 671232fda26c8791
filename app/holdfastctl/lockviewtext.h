// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/lockview.h"

#include <QString>
#include <QStringList>

#include <chrono>

namespace Holdfast::Ctl {

//! A lock and the devices' locks, as lines for a person. Times have gone on by \a age since the
//! server said so.
QStringList linesFor(const LockView &view, std::chrono::milliseconds age = {});

//! "tile scan (127.0.0.1:40112) for stage.move_relative since 14:02:11 (38 s)".
QString ownerPhrase(const LockView::Owner &owner);

//! "anna at 14:02:11: "please"".
QString requestPhrase(const LockView::Request &request);

} // namespace Holdfast::Ctl
