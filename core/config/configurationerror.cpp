// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/configurationerror.h"

namespace Holdfast {

ConfigurationError::ConfigurationError(const QString &inKey, const QString &whatIsWrong,
                                       const QString &whatIsRight)
    : std::runtime_error((inKey + QStringLiteral(": ") + whatIsWrong).toStdString())
    , key(inKey)
    , message(whatIsWrong)
    , allowed(whatIsRight)
{
}

QString ConfigurationError::toString() const
{
    QString text = file;
    if (line > 0)
        text += QStringLiteral(":%1:%2").arg(line).arg(column);
    if (!text.isEmpty())
        text += QStringLiteral(": ");
    if (!key.isEmpty())
        text += key + QStringLiteral(": ");
    text += message;
    if (!allowed.isEmpty())
        text += QStringLiteral(" Allowed: ") + allowed + u'.';
    return text;
}

} // namespace Holdfast
