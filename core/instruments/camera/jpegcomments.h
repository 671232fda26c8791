// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayList>

#include <map>

namespace Holdfast {

//! Returns the JPEG \a file with \a comments behind its first segment, each with just its own bytes. An empty comment,
//! and one of more than 64 kB, has no place and is left out. Throws a ThingError when that segment has no end.
QByteArray withJpegComments(const QByteArray &file, const QByteArrayList &comments);

//! Does the same with the texts of a CameraImage: a comment "name: text" for each.
QByteArray withJpegTexts(const QByteArray &file, const std::map<QByteArray, QByteArray> &texts);

} // namespace Holdfast
