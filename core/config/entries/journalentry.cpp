// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/entries/journalentry.h"

#include "core/config/configurationerror.h"
#include "core/config/configurationschema.h"
#include "core/config/echo.h"
#include "core/config/strictcheck.h"

#include <QDir>

namespace Holdfast {

namespace {

QString placeOf(const Json &entry, const QString &settingsFolder)
{
    const QString name = QStringLiteral("lock_journal.sqlite");
    if (entry.contains("file") && entry.contains("folder"))
        throw ConfigurationError(QStringLiteral("journal.file"),
                                 QStringLiteral("The journal has both a file and a folder."),
                                 QStringLiteral("either file or folder"));
    if (entry.contains("file"))
        return entry.at("file").get<QString>();
    const QString folder =
        entry.contains("folder") ? entry.at("folder").get<QString>() : settingsFolder;
    return folder.isEmpty() ? QString() : QDir(folder).filePath(name);
}

} // namespace

JournalOptions readJournalEntry(const Json &entry, const QString &settingsFolder)
{
    const QString key = QStringLiteral("journal");
    if (entry.is_boolean() && !entry.get<bool>())
        return {};
    if (!entry.is_null() && !entry.is_object())
        throw ConfigurationError(key, quoted(entry) + QStringLiteral(" is not allowed here."),
                                 QStringLiteral("false, or an object"));
    const Json json =
        strictlyChecked(journalEntrySchema(), entry.is_null() ? Json(Json::object()) : entry, key);
    JournalOptions options = JournalOptions::inMemory();
    if (const QString file = placeOf(json, settingsFolder); !file.isEmpty()) {
        options.place = JournalOptions::Place::File;
        options.file = file;
        options.mostBytes = json.at("megabytes").get<qint64>() * 1024 * 1024;
    }
    options.days = json.at("days").get<int>();
    return options;
}

} // namespace Holdfast
