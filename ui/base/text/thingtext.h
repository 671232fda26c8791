// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! Returns a text of a Thing, which is in English, in the language of the window: a title, a description, a progress, a fault or
//! an error. A text that is not known stays as it is.
//!
//! Things speak English to clients and in the log, whatever the window's language is; so they are translated where they are shown.
QString thingText(const QString &english);

} // namespace Holdfast
