// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/settings/settingsfile.h"

#include "core/base/stagedfile.h"
#include "core/thing/json/foreignjson.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <utility>

namespace Holdfast {

namespace {

SettingsFile::Contents useless(const QString &problem)
{
    return {Json::object(), problem};
}

SettingsFile::Contents contentsOf(const QByteArray &text)
{
    if (text.trimmed().isEmpty())
        return useless(QStringLiteral("The file is empty."));
    ParsedJson parsed = parseForeignJson(text, fileJsonLimits);
    if (const auto *flaw = std::get_if<JsonFlaw>(&parsed)) {
        if (flaw->kind == JsonFlaw::Kind::Excess)
            return useless(flaw->reason + u'.');
        const auto line = QByteArrayView(text).first(flaw->position).count('\n') + 1;
        return useless(
            QStringLiteral("This is not JSON: in line %1, %2.").arg(line).arg(flaw->reason));
    }
    Json values = std::get<Json>(std::move(parsed));
    if (!values.is_object())
        return useless(QStringLiteral("The file should hold an object of names and values, but "
                                      "holds a value of the kind \"%1\".")
                           .arg(QString::fromUtf8(values.type_name())));
    return {std::move(values), {}};
}

} // namespace

SettingsFile::SettingsFile(const QString &folder, const QString &thing, const QString &className)
    : m_path(QDir(folder).absoluteFilePath(thing + QStringLiteral("/Settings-") + className
                                           + QStringLiteral(".json")))
{
}

SettingsFile::Contents SettingsFile::read() const
{
    constexpr qint64 most = 4 * 1024 * 1024;
    const QFileInfo info(m_path);
    if (!info.exists())
        return {};
    // Opening a pipe would wait for its writer.
    if (!info.isFile())
        return useless(QStringLiteral("It is a folder, a device or a pipe."));
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return useless(QStringLiteral("The file cannot be read: %1.").arg(file.errorString()));
    const QByteArray text = file.read(most + 1);
    if (file.error() != QFileDevice::NoError)
        return useless(QStringLiteral("The file cannot be read: %1.").arg(file.errorString()));
    if (text.size() > most)
        return useless(QStringLiteral("The file is larger than 4 MiB."));
    return contentsOf(text);
}

QString SettingsFile::write(const Json &values) const
{
    // This is LabThings' layout: keys in alphabetical order at every depth, four spaces, no line
    // break at the end.
    const nlohmann::json sorted = values;
    const QByteArray text = QByteArray::fromStdString(
        sorted.dump(4, ' ', false, nlohmann::json::error_handler_t::replace));
    const std::error_code error = replaceFile(m_path, text);
    return error ? toText(error) + u'.' : QString();
}

QString SettingsFile::keepAside(Aside aside) const
{
    const QString wanted =
        m_path + QStringLiteral(".bad-")
        + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"));
    QString kept = wanted;
    for (int n = 2; QFileInfo::exists(kept); ++n)
        kept = wanted + u'-' + QString::number(n);
    if (aside == Aside::Move)
        return moveFile(m_path, kept) ? QString() : kept;
    QFile file(m_path);
    StagedFile copy;
    const bool isKept = file.open(QIODevice::ReadOnly)
                        && !copy.write(QFileInfo(kept).path(), file.readAll())
                        && file.error() == QFileDevice::NoError
                        && !copy.putInPlace(kept, StagedFile::Existing::Keep);
    return isKept ? kept : QString();
}

void SettingsFile::removeLeftovers() const
{
    StagedFile::removeLeftovers(QFileInfo(m_path).path());
}

} // namespace Holdfast
