// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QFileInfo>
#include <QString>

namespace Holdfast {

//! \brief The kinds of cards that a gallery shows.
enum class CardType {
    Capture, //!< a picture
    Scan,    //!< a folder with the pictures of a scan, and what was made of them
};

//! Returns the name of a kind on the wire: "Capture" or "Scan".
QString toWord(CardType type);

//! \brief One thing that a gallery shows.
struct GalleryCard
{
    QString thing; //!< that has recorded it
    CardType type;
    QFileInfo file; //!< a picture, or the folder of a scan
};

//! Returns the cards in \a folder, which is that of the Thing \a thing: pictures, or the folders of scans. Hidden
//! ones, links, and what is something else are left out. Slow.
QList<GalleryCard> cardsIn(const QString &folder, const QString &thing, CardType type);

//! Returns the card as OpenFlexure's web app reads it; \a resource is where items of its Thing are removed, like
//! "capture/". Paths are below the folder of all data. Slow.
Json toJson(const GalleryCard &card, const QString &resource);

} // namespace Holdfast
