// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/mainwindow/keysheet.h"

namespace Holdfast {

//! Returns all keys of the main window, for people.
QList<KeyHint> windowKeys();

} // namespace Holdfast
