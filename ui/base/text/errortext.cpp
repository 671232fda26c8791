// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/text/errortext.h"

#include "ui/base/text/thingtext.h"

#include <QStringList>

namespace Holdfast::ErrorText {

QString issues(const QList<ValidationIssue> &issues)
{
    QStringList lines;
    for (const ValidationIssue &issue : issues) {
        QStringList path;
        for (const Json &step : issue.location)
            path << (step.is_string() ? step.get<QString>() : QString::fromUtf8(toBytes(step)));
        lines << (path.isEmpty() ? issue.message
                                 : QStringLiteral("%1: %2").arg(path.join(u'.'), issue.message));
        if (lines.size() == 3)
            break;
    }
    return lines.join(u'\n');
}

QString reason(const Error &error)
{
    return error.kind() == Error::Kind::Invalid && !error.issues().isEmpty()
               ? issues(error.issues())
               : thingText(error.message());
}

} // namespace Holdfast::ErrorText
