// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/fallback/fallbackpage.h"

namespace Holdfast {

namespace {

QString heading(const QString &text)
{
    return QStringLiteral("<h2>%1</h2>\n").arg(text);
}

// Escapes every text, whatever its source: a name or a message may look like HTML.
QString verbatim(const QString &text)
{
    return QStringLiteral("<pre>%1</pre>\n").arg(text.toHtmlEscaped());
}

QString paragraph(const QString &text)
{
    return QStringLiteral("<p>%1</p>\n").arg(text.toHtmlEscaped());
}

QString stateOf(const QString &thing, const StartFailure &failure)
{
    if (thing == failure.failedThing)
        return QStringLiteral("failed");
    return failure.loaded.contains(thing) ? QStringLiteral("loaded") : QStringLiteral("not loaded");
}

QString thingList(const StartFailure &failure)
{
    if (failure.things.isEmpty())
        return paragraph(QStringLiteral("The configuration names no Thing that could be read."));
    QString list;
    for (const QString &thing : failure.things)
        list += QStringLiteral("<li><code>%1</code>: %2</li>\n")
                    .arg(thing.toHtmlEscaped(), stateOf(thing, failure));
    return QStringLiteral("<ul>\n%1</ul>\n").arg(list);
}

} // namespace

QByteArray fallbackPage(const StartFailure &failure)
{
    const QString title = QStringLiteral("Holdfast could not start");
    QString body = QStringLiteral("<h1>%1</h1>\n").arg(title);
    body +=
        paragraph(QStringLiteral("No Thing is served, and nothing moves. Correct what is wrong, "
                                 "then start Holdfast again."));
    body += heading(QStringLiteral("What is wrong")) + verbatim(failure.error);
    body += heading(QStringLiteral("Things")) + thingList(failure);
    body += heading(QStringLiteral("Configuration"));
    body += paragraph(failure.source.isEmpty() ? QStringLiteral("The one that is built in.")
                                               : QStringLiteral("From %1.").arg(failure.source));
    if (!failure.configuration.isEmpty())
        body += verbatim(failure.configuration);
    else if (!failure.source.isEmpty())
        body += paragraph(QStringLiteral("Its text could not be read."));
    body += heading(QStringLiteral("Log"));
    body += failure.log.isEmpty() ? paragraph(QStringLiteral("Nothing had been logged."))
                                  : verbatim(failure.log.join(u'\n'));
    return QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<title>%1</title>\n<style>body{font-family:sans-serif;margin:2em;"
                          "max-width:60em}pre{background:#eee;color:#111;padding:1em;"
                          "overflow:auto}</style>\n</head>\n<body>\n%2</body>\n</html>\n")
        .arg(title, body)
        .toUtf8();
}

} // namespace Holdfast
