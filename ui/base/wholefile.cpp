// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/wholefile.h"

#include "core/base/stagedfile.h"
#include "ui/base/text/translated.h"

namespace Holdfast {

QString writeWholeFile(const QString &path, const QByteArray &data)
{
    const std::error_code error = replaceFile(path, data);
    return error ? tr("The system says: %1.").arg(toText(error)) : QString();
}

} // namespace Holdfast
