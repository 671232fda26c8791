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

//! "14:02:11 anna for stage.move: busy, after 50 ms", of what the server says of a refusal.
QString refusalLine(const Json &refusal);
//! The same as a row among those of linesFor(); the first of several says what they are.
QString refusalRow(const QString &line, bool isFirst);

} // namespace Holdfast::Ctl
