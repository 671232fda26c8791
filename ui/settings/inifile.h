// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <QVariantMap>

//! \brief Settings as the text of an INI file, which QSettings reads.
//!
//! QSettings writes such files itself, but does not report a failure of the last step.
namespace Holdfast::IniFile {

//! Returns the settings in the file \a path; none when there is no such file.
QVariantMap read(const QString &path);

//! Returns the text of a file that has \a values: texts, numbers, yes and no, and bytes.
QByteArray toText(const QVariantMap &values);

} // namespace Holdfast::IniFile
