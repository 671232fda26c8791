// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>

namespace Holdfast {

//! Translates a text of a function that belongs to no class, in lupdate's context "Holdfast".
inline QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast", text);
}

} // namespace Holdfast
