// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <QVariantMap>

//! \brief Settings as the text of an INI file, which QSettings reads.
//!
//! QSettings writes such files itself, but does not say when the last step fails.
namespace Holdfast::IniFile {

//! The settings in the file \a path; none when there is no such file.
QVariantMap read(const QString &path);

//! The text of a file that has \a values: texts, numbers, yes and no, and bytes.
QByteArray toText(const QVariantMap &values);

} // namespace Holdfast::IniFile
