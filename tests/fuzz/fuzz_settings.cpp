// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/fuzztarget.h"
#include "tests/session/oven.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>

namespace Holdfast::fuzz_settings {

namespace {

using Fuzz::require;

QByteArrayList contentsOf(const QDir &folder)
{
    QByteArrayList contents;
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden)) {
        QFile file(folder.filePath(name));
        require(file.open(QIODevice::ReadOnly), "A file that was written can be read.");
        contents << file.readAll();
    }
    return contents;
}

void startWith(const QString &folder)
{
    const OvenRun run(folder);
    require(run.isStarted(), "No settings prevent a start.");
    require(run.read("target").is_number(), "A setting has a value of its type.");
}

void readSettings(QByteArrayView input)
{
    const QTemporaryDir place;
    const QDir folder(place.filePath(QStringLiteral("oven")));
    require(folder.mkpath(QStringLiteral(".")), "There is room for a folder.");
    QFile file(folder.filePath(QStringLiteral("Settings-Oven.json")));
    require(file.open(QIODevice::WriteOnly)
                && file.write(input.data(), input.size()) == input.size(),
            "There is room for a file.");
    file.close();

    startWith(place.path());
    const QByteArrayList kept = contentsOf(folder);
    require(kept.contains(input.toByteArray()), "What was in the file is in a file afterwards.");
    startWith(place.path());
    require(contentsOf(folder).size() == kept.size(), "The file is in order at the next start.");
}

const Fuzz::Target s_target("settings", &readSettings);

} // namespace

} // namespace Holdfast::fuzz_settings
