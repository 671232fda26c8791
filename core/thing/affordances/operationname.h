// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <source_location>

namespace Holdfast {

//! Returns the operation name of a Thing's function for its hold of a lock: "shutter.setOpen" in
//! "void Holdfast::Shutter::setOpen(bool)" of the Thing "shutter".
QString operationName(const QString &thing, const std::source_location &where);

} // namespace Holdfast
