// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! Returns whether \a letter is a mark that turns text around, or the end of one.
bool turnsText(QChar letter);

//! Returns \a text with a sign in the place of each mark that would turn text around, or be
//! invisible in it: with such a mark, a name could read as another one, and turn around the
//! window's own text behind it. Letters that are written from right to left stay as they are.
QString literal(const QString &text);

} // namespace Holdfast
