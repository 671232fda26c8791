// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <functional>

namespace Holdfast {

//! Writes the files below \a folder into the ZIP file \a zip, which must not exist. Left out are hidden files, links, other
//! ZIP files, and the pieces of a picture for viewers ("X.dzi" and the folder "X_files"), as OpenFlexure does: the picture
//! itself is there. \a progress is called with the share that is done, from 0 to 1. Throws InvocationCancelled when the
//! running action is cancelled, and ThingError when a file cannot be read or written; then there is no ZIP file.
void writeZip(const QString &folder, const QString &zip,
              const std::function<void(double)> &progress = {});

} // namespace Holdfast
