// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/gallery/gallerycards.h"

#include "core/instruments/camera/capture/capturefolder.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace Holdfast {

namespace {

const QString s_images = QStringLiteral("images");

double secondsOf(const QDateTime &time)
{
    return double(time.toMSecsSinceEpoch()) / 1000.0;
}

//! Returns the path of the only file of that pattern among a scan's pictures, below the scan; null when there is none.
Json pathOf(const QDir &images, const QString &pattern)
{
    const QStringList found = images.entryList({pattern}, QDir::Files | QDir::NoSymLinks);
    return found.isEmpty() ? Json(nullptr) : Json(s_images + u'/' + found.front());
}

//! Returns how long a scan took, in seconds; null when that is not known.
Json durationOf(const QDir &images)
{
    QFile file(images.filePath(QStringLiteral("scan_data.json")));
    constexpr qint64 most = 1'000'000;
    if (!file.open(QIODevice::ReadOnly))
        return nullptr;
    const QByteArray text = file.read(most);
    const Json data = Json::parse(text.cbegin(), text.cend(), nullptr, false);
    if (!data.is_object() || !data.contains("duration") || !data["duration"].is_string())
        return nullptr;
    static const QRegularExpression clock(QStringLiteral("\\A(\\d{1,6}):(\\d\\d):(\\d\\d)"));
    const auto match = clock.match(data["duration"].get<QString>());
    if (!match.hasMatch())
        return nullptr;
    return match.captured(1).toInt() * 3600 + match.captured(2).toInt() * 60
           + match.captured(3).toInt();
}

int countOfTiles(const QDir &images)
{
    static const QRegularExpression tile(QStringLiteral("-?\\d+_-?\\d+\\.jpe?g\\z"));
    return int(images.entryList(QDir::Files | QDir::NoSymLinks).filter(tile).size());
}

Json scanInfo(const GalleryCard &card)
{
    const QDir images(QDir(card.file.absoluteFilePath()).filePath(s_images));
    const Json jpeg = pathOf(images, QStringLiteral("*_stitched.jp*g"));
    const Json tiff = pathOf(images, QStringLiteral("*_stitched.ome.tif*"));
    const Json dzi = pathOf(images, QStringLiteral("*.dzi"));
    return Json {{"duration", durationOf(images)},
                 {"number_of_images", countOfTiles(images)},
                 {"stitch_available", !jpeg.is_null() || !tiff.is_null()},
                 {"stitched_jpeg", jpeg},
                 {"dzi", dzi},
                 {"stitched_tiff", tiff},
                 {"thing", card.thing}};
}

} // namespace

QString toWord(CardType type)
{
    return type == CardType::Scan ? QStringLiteral("Scan") : QStringLiteral("Capture");
}

QList<GalleryCard> cardsIn(const QString &folder, const QString &thing, CardType type)
{
    QList<GalleryCard> cards;
    const QDir::Filters kind = type == CardType::Scan ? QDir::Dirs : QDir::Files;
    for (const QFileInfo &file :
         QDir(folder).entryInfoList(kind | QDir::NoSymLinks | QDir::NoDotAndDotDot, QDir::Name)) {
        const bool fits = type == CardType::Scan
                              ? QFileInfo(QDir(file.filePath()).filePath(s_images)).isDir()
                              : isPictureName(file.fileName());
        if (fits)
            cards << GalleryCard {thing, type, file};
    }
    return cards;
}

Json toJson(const GalleryCard &card, const QString &resource)
{
    const QString name = card.file.fileName();
    const QString path = card.thing + u'/' + name;
    const bool isScan = card.type == CardType::Scan;
    const QDateTime modified = card.file.lastModified();
    const QDateTime born = card.file.birthTime();
    const QString small = s_images + QStringLiteral("/stitched_thumbnail.jpg");
    Json thumbnail = path;
    if (isScan)
        thumbnail = QFileInfo::exists(card.file.filePath() + u'/' + small)
                        ? Json(path + u'/' + small)
                        : Json(nullptr);
    return Json {{"name", name},
                 {"path", path},
                 {"thing", card.thing},
                 {"delete_endpoint", card.thing + u'/' + resource + name},
                 {"created", secondsOf(born.isValid() ? born : modified)},
                 {"modified", secondsOf(modified)},
                 {"card_type", toWord(card.type)},
                 {"gallery_info", isScan ? scanInfo(card) : Json::object()},
                 {"thumbnail_source", std::move(thumbnail)},
                 {"gallery_added_data", Json::object()}};
}

} // namespace Holdfast
