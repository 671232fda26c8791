// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/text/format.h"

#include "ui/base/number/numbertext.h"
#include "ui/base/text/literal.h"

#include <QCoreApplication>
#include <QLocale>

namespace Holdfast::Format {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::Format", text);
}

void removeNegativeZeros(Json &json)
{
    if (json.is_structured()) {
        for (Json &member : json)
            removeNegativeZeros(member);
    } else if (json.is_number_float() && json.get<double>() == 0) {
        json = 0.0;
    }
}

} // namespace

QString duration(std::chrono::milliseconds time)
{
    using namespace std::chrono;
    const qint64 seconds = std::max<qint64>(0, floor<std::chrono::seconds>(time).count());
    if (seconds < 60)
        return tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

QString took(std::chrono::milliseconds time)
{
    using namespace std::chrono_literals;
    if (time >= 10s)
        return duration(time);
    if (time < 100ms)
        return tr("under 0.1 s");
    return tr("%1 s").arg(NumberText::fixed(double(time / 100ms) / 10, 1));
}

QString time(const QDateTime &utc)
{
    if (!utc.isValid())
        return {};
    const QDateTime local = utc.toLocalTime();
    const QString clock = local.toString(QStringLiteral("HH:mm:ss"));
    if (local.date() == QDate::currentDate())
        return clock;
    return QLocale().toString(local.date(), QLocale::ShortFormat) + u' ' + clock;
}

QString kind(Principal::Kind kind)
{
    switch (kind) {
    case Principal::Kind::Operator:
        return tr("at this window");
    case Principal::Kind::Client:
        return tr("remote client");
    case Principal::Kind::System:
        break;
    }
    return tr("Holdfast itself");
}

QString lockClass(LockClass lockClass)
{
    return lockClass == LockClass::Operator ? tr("operator") : tr("remote");
}

QString state(InvocationState state)
{
    switch (state) {
    case InvocationState::Pending:
        return tr("Pending");
    case InvocationState::Running:
        return tr("Running");
    case InvocationState::Completed:
        return tr("Completed");
    case InvocationState::Cancelled:
        return tr("Cancelled");
    case InvocationState::Error:
        break;
    }
    return tr("Failed");
}

QString level(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return tr("Debug");
    case LogLevel::Info:
        return tr("Info");
    case LogLevel::Warning:
        return tr("Warning");
    case LogLevel::Error:
        break;
    }
    return tr("Error");
}

QString outcome(StopReport::Outcome outcome)
{
    switch (outcome) {
    case StopReport::Outcome::Stopped:
        return tr("stopped");
    case StopReport::Outcome::Late:
        return tr("has not answered yet");
    case StopReport::Outcome::Failed:
        break;
    }
    return tr("failed to stop");
}

QString json(const Json &json)
{
    Json shown = json;
    removeNegativeZeros(shown);
    QString text =
        QString::fromStdString(shown.dump(2, ' ', false, Json::error_handler_t::replace));
    // A mark that turns text around is shown as it may be written in JSON: the value is the same.
    for (qsizetype i = text.size() - 1; i >= 0; --i) {
        if (turnsText(text[i]))
            text.replace(i, 1, QStringLiteral("\\u%1").arg(text[i].unicode(), 4, 16, QChar(u'0')));
    }
    return text;
}

} // namespace Holdfast::Format
