// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/suffix.h"

#include <QFileInfo>
#include <QMimeDatabase>

namespace Holdfast {

QString withSuffix(const QString &path, const QString &suffix)
{
    if (suffix.isEmpty())
        return path;
    const QFileInfo file(path);
    QStringList same {suffix};
    for (const QMimeType &type : QMimeDatabase().mimeTypesForFileName(u'x' + (u'.' + suffix)))
        same << type.suffixes();
    // ".jpg" is a name without a suffix.
    const bool hasOne =
        !file.completeBaseName().isEmpty() && same.contains(file.suffix(), Qt::CaseInsensitive);
    if (hasOne)
        return path;
    return path.endsWith(u'.') ? path + suffix : path + u'.' + suffix;
}

} // namespace Holdfast
