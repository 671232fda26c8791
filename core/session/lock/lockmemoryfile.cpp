// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/lockmemoryfile.h"

#include "core/base/stagedfile.h"
#include "core/thing/json/foreignjson.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <sys/stat.h>

namespace Holdfast {

namespace {

// The version of the file's layout.
constexpr int layoutVersion = 1;

Json lockModeJson(const LockModeRecord &record)
{
    return Json {
        {"mode", toWord(record.mode)},
        {"by", Json {{"kind", toWord(record.by.kind)},
                     {"name", record.by.name},
                     {"address", record.by.address}}},
        {"reason", record.reason},
        {"since", record.since.isValid() ? Json(record.since.toUTC().toString(Qt::ISODateWithMs))
                                         : Json(nullptr)},
    };
}

//! \brief The error in the file's content.
struct BadLockMemory
{
    QString what;
};

template<typename Word>
Word wordIn(const Json &json, const char *key, std::initializer_list<Word> words)
{
    const auto text = json.at(key).get<QString>();
    for (const Word word : words) {
        if (toWord(word) == text)
            return word;
    }
    throw BadLockMemory {QStringLiteral("\"%1\" is no %2").arg(text, QString::fromLatin1(key))};
}

LockModeRecord toLockMode(const Json &json)
{
    using Kind = Principal::Kind;
    LockModeRecord record;
    record.mode = wordIn(json, "mode", {LockMode::Shared, LockMode::LocalOnly, LockMode::Stopped});
    const Json &by = json.at("by");
    record.by.kind = wordIn(by, "kind", {Kind::Client, Kind::Operator, Kind::System});
    record.by.name = by.at("name").get<QString>();
    record.by.address = by.at("address").get<QString>();
    record.reason = json.at("reason").get<QString>();
    if (const Json &since = json.at("since"); !since.is_null()) {
        record.since = QDateTime::fromString(since.get<QString>(), Qt::ISODateWithMs);
        if (!record.since.isValid())
            throw BadLockMemory {QStringLiteral("\"since\" is no time")};
    }
    return record;
}

LockMemory toLockMemory(const Json &json)
{
    if (const int version = json.at("version").get<int>(); version != layoutVersion)
        throw BadLockMemory {QStringLiteral("it has the version %1, not %2: it is from another "
                                            "Holdfast")
                                 .arg(version)
                                 .arg(layoutVersion)};
    LockMemory memory;
    memory.generation = json.at("generation").get<quint64>();
    memory.mode = toLockMode(json.at("mode"));
    if (memory.mode.mode == LockMode::Stopped)
        throw BadLockMemory {QStringLiteral("the mode is stopped, which belongs in \"stop\"")};
    if (const Json &stop = json.at("stop"); !stop.is_null()) {
        memory.stop = toLockMode(stop);
        memory.stop->mode = LockMode::Stopped;
    }
    return memory;
}

LockMemoryFile::Contents unreadable(const QString &why)
{
    return {{}, QStringLiteral("it cannot be read (%1)").arg(why)};
}

} // namespace

LockMemoryFile::Contents LockMemoryFile::read() const
{
    constexpr qint64 most = 64 * 1024;
    struct stat found = {};
    if (::stat(QFile::encodeName(m_path).constData(), &found) != 0) {
        const std::error_code error(errno, std::generic_category());
        const bool isAbsent =
            error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
        return isAbsent ? Contents() : unreadable(toText(error));
    }
    // Opening a pipe would wait for its writer.
    if (!S_ISREG(found.st_mode))
        return unreadable(QStringLiteral("it is a folder, a device or a pipe"));
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file.errorString());
    const QByteArray text = file.read(most + 1);
    if (file.error() != QFileDevice::NoError)
        return unreadable(file.errorString());
    if (text.isEmpty() || text.size() > most)
        return unreadable(text.isEmpty() ? QStringLiteral("it is empty")
                                         : QStringLiteral("it is larger than 64 KiB"));
    ParsedJson parsed = parseForeignJson(text, fileJsonLimits);
    if (const auto *flaw = std::get_if<JsonFlaw>(&parsed))
        return unreadable(QStringLiteral("it is not JSON: %1").arg(flaw->reason));
    try {
        return {toLockMemory(std::get<Json>(parsed)), {}};
    } catch (const BadLockMemory &bad) {
        return unreadable(bad.what);
    } catch (const Json::exception &) {
        return unreadable(QStringLiteral("a member is missing, or has another type"));
    }
}

QString LockMemoryFile::write(const LockMemory &memory) const
{
    const Json json {
        {"version", layoutVersion},
        {"generation", memory.generation},
        {"mode", lockModeJson(memory.mode)},
        {"stop", memory.stop ? lockModeJson(*memory.stop) : Json(nullptr)},
    };
    const std::error_code error = replaceFile(
        m_path, QByteArray::fromStdString(
                    json.dump(4, ' ', false, nlohmann::json::error_handler_t::replace) + '\n'));
    return error ? toText(error) : QString();
}

QString LockMemoryFile::keepAside() const
{
    const QString kept =
        m_path + QStringLiteral(".bad-")
        + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"));
    return moveFile(m_path, kept) ? QString() : kept;
}

} // namespace Holdfast
