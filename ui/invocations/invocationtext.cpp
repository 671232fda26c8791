// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/invocations/invocationtext.h"

#include "ui/base/text/format.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace Holdfast::InvocationText {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::InvocationText", text);
}

std::chrono::milliseconds between(const QDateTime &from, const QDateTime &to)
{
    return std::chrono::milliseconds {from.msecsTo(to)};
}

QString result(const InvocationRecord &invocation)
{
    if (!invocation.output)
        return {};
    QString text = Format::json(invocation.output->json);
    for (const Blob &blob : invocation.output->blobs)
        text += u'\n'
                + tr("%1, %2 bytes of %3")
                      .arg(blobPath(blob.id()))
                      .arg(blob.data().size())
                      .arg(blob.mediaType());
    return text;
}

QString log(const InvocationRecord &invocation)
{
    QStringList lines;
    for (const LogEntry &entry : invocation.log)
        lines << QStringLiteral("%1  %2  %3")
                     .arg(Format::time(entry.created), Format::level(entry.level), entry.message);
    return lines.join(u'\n');
}

QString errorText(const Error &error)
{
    return QStringLiteral("%1: %2").arg(error.title(), error.message());
}

} // namespace

QString state(const InvocationRecord &invocation)
{
    const QString word = Format::state(invocation.state);
    return invocation.queuePosition > 0 ? tr("%1, place %2").arg(word).arg(invocation.queuePosition)
                                        : word;
}

QString progress(const InvocationRecord &invocation)
{
    if (!invocation.progress)
        return {};
    const QString percent = tr("%1 %").arg(std::lround(invocation.progress->percent));
    return invocation.progress->message.isEmpty()
               ? percent
               : QStringLiteral("%1, %2").arg(percent, invocation.progress->message);
}

QString time(const InvocationRecord &invocation, const QDateTime &now)
{
    if (!invocation.isFinished())
        return Format::duration(
            between(invocation.started.isValid() ? invocation.started : invocation.requested, now));
    const QString ended = Format::time(invocation.completed);
    if (!invocation.started.isValid())
        return ended;
    return tr("%1 (took %2)")
        .arg(ended, Format::took(between(invocation.started, invocation.completed)));
}

QString message(const InvocationRecord &invocation)
{
    if (invocation.error)
        return invocation.error->message();
    return invocation.log.isEmpty() ? QString() : invocation.log.last().message;
}

QString details(const InvocationRecord &invocation)
{
    QStringList parts;
    const auto add = [&parts](const QString &caption, const QString &text) {
        if (!text.isEmpty())
            parts << caption + text;
    };
    add({}, invocation.operation());
    add(tr("Asked for by: "), invocation.by.toString());
    add(tr("State: "), state(invocation));
    add(tr("Requested: "), Format::time(invocation.requested));
    add(tr("Started: "), Format::time(invocation.started));
    add(tr("Ended: "), Format::time(invocation.completed));
    add(tr("Progress: "), progress(invocation));
    if (invocation.input)
        add(tr("Input: "), Format::json(invocation.input->json));
    add(tr("Result: "), result(invocation));
    if (invocation.error)
        add(tr("Error: "), errorText(*invocation.error));
    add(tr("Log:\n"), log(invocation));
    add(tr("Id: "), invocation.id.toString(QUuid::WithoutBraces));
    return parts.join(u'\n');
}

} // namespace Holdfast::InvocationText
