// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/basefile.h"

#include "core/config/configurationerror.h"
#include "core/config/echo.h"
#include "core/config/findings.h"
#include "core/config/jsontext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace Holdfast {

namespace {

constexpr auto s_base = "base_config_file";
constexpr auto s_patch = "patch";

// A variable that is not set stays as it is, so that the error about the file names it.
QString withoutVariables(QString path)
{
    static const QRegularExpression variable(
        QStringLiteral("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)\\}|([A-Za-z_][A-Za-z0-9_]*))"));
    qsizetype from = 0;
    for (;;) {
        const QRegularExpressionMatch match = variable.match(path, from);
        if (!match.hasMatch())
            return path;
        const QByteArray name = (match.captured(1) + match.captured(2)).toUtf8();
        const QString value = qEnvironmentVariable(name.constData());
        if (qEnvironmentVariableIsSet(name.constData()))
            path.replace(match.capturedStart(), match.capturedLength(), value);
        from =
            match.capturedStart()
            + (qEnvironmentVariableIsSet(name.constData()) ? value.size() : match.capturedLength());
    }
}

QString baseFileOf(const Json &entry, const QString &file)
{
    const QString key = QLatin1String(s_base);
    if (!entry.is_string() || entry.get<QString>().isEmpty())
        throw ConfigurationError(key, quoted(entry) + QStringLiteral(" is not allowed here."),
                                 QStringLiteral("the path of a configuration file"));
    QString path = withoutVariables(entry.get<QString>());
    if (path.startsWith(QStringLiteral("~/")))
        path = QDir::home().filePath(path.mid(2));
    return QDir::cleanPath(QFileInfo(file).absoluteDir().absoluteFilePath(path));
}

void refuseOtherKeys(const Json &given)
{
    for (const auto &[key, value] : given.items()) {
        if (key != s_base && key != s_patch && key != "$schema")
            throw ConfigurationError(
                shown(toQString(key)),
                QStringLiteral("Beside base_config_file, changes stand in patch."),
                QStringLiteral("base_config_file, patch, $schema"));
    }
    if (given.contains(s_patch) && !given.at(s_patch).is_object())
        throw ConfigurationError(QLatin1String(s_patch),
                                 quoted(given.at(s_patch))
                                     + QStringLiteral(" is not allowed here."),
                                 QStringLiteral("an object with the keys that change"));
}

Json readBase(const QString &base, Findings &findings)
{
    try {
        Json json = parseJsonText(readConfigurationFile(base), findings);
        if (!json.is_object() || json.contains(s_base))
            throw ConfigurationError(
                json.is_object() ? QString::fromLatin1(s_base) : QString(),
                QStringLiteral("A configuration on which another one is based has to be a whole "
                               "one, without a base of its own."));
        return json;
    } catch (ConfigurationError &error) {
        error.file = base;
        throw;
    }
}

} // namespace

QByteArray readConfigurationFile(const QString &name)
{
    constexpr qint64 most = 4 * 1024 * 1024;
    const QFileInfo info(name);
    // Opening a pipe would block until it has a writer.
    if (info.exists() && !info.isFile())
        throw ConfigurationError(
            {}, QStringLiteral("The file cannot be read: it is a folder, a device or a pipe."),
            QStringLiteral("a regular file"));
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        throw ConfigurationError(
            {}, QStringLiteral("The file cannot be read: %1.").arg(file.errorString()));
    QByteArray bytes = file.read(most + 1);
    if (file.error() != QFileDevice::NoError)
        throw ConfigurationError(
            {}, QStringLiteral("The file cannot be read: %1.").arg(file.errorString()));
    if (bytes.size() > most)
        throw ConfigurationError({}, QStringLiteral("The file is larger than 4 MiB."));
    return bytes;
}

BasedConfiguration onItsBase(const Json &given, const QString &file, Findings &findings)
{
    if (!given.is_object() || !given.contains(s_base))
        return {given, file};
    refuseOtherKeys(given);
    const QString base = baseFileOf(given.at(s_base), file);
    Json json = readBase(base, findings);
    if (given.contains(s_patch))
        json.merge_patch(given.at(s_patch));
    return {std::move(json), QStringLiteral("%1 (based on %2)").arg(file, base)};
}

} // namespace Holdfast
