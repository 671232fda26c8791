// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/view/labstationsfile.h"

#include "core/base/readablefile.h"
#include "core/base/stagedfile.h"
#include "core/base/taskthread.h"
#include "core/thing/json/foreignjson.h"
#include "core/wire/jsonread.h"
#include "core/wire/jsonwrite.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>

#include <algorithm>
#include <system_error>
#include <utility>

namespace Holdfast {

namespace {

Q_LOGGING_CATEGORY(labStationsLog, "holdfast.lab")

constexpr qint64 s_largestStationsFile = 1024 * 1024;

QByteArray stationsText(const LabStationsFile::Stations &stations)
{
    Json list = Json::array();
    for (auto each = stations.begin(); each != stations.end(); ++each)
        list.push_back(Json {{"name", each.key()},
                             {"url", each->url},
                             {"fingerprint", each->fingerprint},
                             {"version", each->version},
                             {"seen", JsonWrite::timeOrNull(each->seen)}});
    return toBytes(Json {{"stations", std::move(list)}}) + '\n';
}

bool isSamePlace(const LabMemory::Station &one, const LabMemory::Station &other)
{
    return one.url == other.url && one.fingerprint == other.fingerprint
           && one.version == other.version;
}

void writeStations(const QString &path, const QByteArray &text)
{
    std::error_code error = makeFolder(QFileInfo(path).absolutePath());
    if (!error)
        error = replaceFile(path, text);
    if (error)
        qCWarning(
            labStationsLog,
            "The stations of the lab cannot be kept in %ls: %ls. After a restart without etcd "
            "they are not known.",
            qUtf16Printable(path), qUtf16Printable(toText(error)));
}

} // namespace

LabStationsFile::LabStationsFile(QString path)
    : m_path(std::move(path))
{
}

LabStationsFile::~LabStationsFile()
{
    if (m_writer)
        m_writer->end(QDeadlineTimer(std::chrono::seconds {1}));
}

LabStationsFile::Stations LabStationsFile::read() const
{
    Stations stations;
    const auto file = m_path.isEmpty() ? nullptr : ReadableFile::open(m_path);
    if (!file)
        return stations;
    Json json;
    try {
        json = foreignJsonOrNull(file->read(0, std::min(file->size(), s_largestStationsFile)));
    } catch (const std::system_error &) {
        return stations;
    }
    const Json &list = JsonRead::member(json, "stations");
    if (!list.is_array())
        return stations;
    for (const Json &each : list) {
        const QString name = JsonRead::text(each, "name");
        if (!name.isEmpty())
            stations.insert(name, {.url = JsonRead::text(each, "url"),
                                   .fingerprint = JsonRead::text(each, "fingerprint"),
                                   .version = JsonRead::text(each, "version"),
                                   .seen = JsonRead::time(each, "seen")});
    }
    return stations;
}

void LabStationsFile::keep(const Stations &stations)
{
    if (m_path.isEmpty()
        || std::equal(stations.keyValueBegin(), stations.keyValueEnd(), m_kept.keyValueBegin(),
                      m_kept.keyValueEnd(), [](const auto &one, const auto &other) {
                          return one.first == other.first && isSamePlace(one.second, other.second);
                      }))
        return;
    m_kept = stations;
    if (!m_writer)
        m_writer = std::make_unique<TaskThread>(QStringLiteral("lab stations"));
    m_writer->start([path = m_path, text = stationsText(stations)] { writeStations(path, text); });
}

} // namespace Holdfast
