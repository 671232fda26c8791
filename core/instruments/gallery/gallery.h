// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/gallery/gallerycards.h"
#include "core/thing/thing.h"
#include "core/thing/thingslot.h"

#include <QMap>
#include <QStringList>

namespace Holdfast {

//! \brief Lists what the other Things have recorded, and removes it, as OpenFlexure's web app asks.
//!
//! It shows pictures of each Thing with a resource "capture/", and scans of each with a resource "scans/", which it
//! finds in their folders for data. It removes nothing itself: the Thing's own resource does, and refuses what is in
//! use.
class Gallery : public Thing
{
    Q_OBJECT
    Q_PROPERTY(QStringList cardTypes READ cardTypes CONSTANT)
    Q_PROPERTY(Holdfast::Json bulkActions READ bulkActions CONSTANT)
    Q_PROPERTY(Holdfast::Json listData READ listData)
public:
    //! Makes a gallery of all Things, or of those that `thing_slots` names.
    Gallery();

    //! Returns "Capture" and "Scan".
    QStringList cardTypes() const;
    //! Returns the buttons for actions on all scans that the Things have.
    Json bulkActions() const;
    //! Returns all cards. Called in a worker, because it reads the folders.
    Json listData() const;

    //! Removes all cards of these kinds. What cannot be removed is logged; then the action goes on, and fails at its end.
    //! Throws a ThingError, before anything is removed, when there is no such kind.
    Q_INVOKABLE void deleteAllData(const QStringList &cardTypes);

private:
    //! Returns the resources at which cards are removed, by the kinds of cards.
    static QMap<CardType, QString> resources();
    QList<GalleryCard> cardsOf(CardType type) const;
    void remove(const GalleryCard &card) const;

    ThingSlots<Thing> m_things {this, "things"};
};

} // namespace Holdfast
