// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/installation.h"

#include <QDir>
#include <QFileInfo>

namespace Holdfast {

QString installationPrefix()
{
    // QCoreApplication would know it too, but there is none yet when the configuration is read.
    const QString program = QFileInfo(QStringLiteral("/proc/self/exe")).symLinkTarget();
    return QDir::cleanPath(QFileInfo(program).absolutePath() + QStringLiteral("/.."));
}

} // namespace Holdfast
