// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/gallery/gallery.h"

#include "core/instruments/panel/panelelements.h"
#include "core/thing/error.h"

#include <QDir>
#include <QFileInfo>

namespace Holdfast {

Gallery::Gallery()
{
    describeThing(tr("The pictures and scans that were recorded here."), tr("Gallery"));
    describe("cardTypes", tr("The kinds of cards."));
    describe("bulkActions", tr("What OpenFlexure's web app offers to do with all scans."))
        .forPrograms();
    describe("listData", tr("All cards.")).forPrograms();
    describe("deleteAllData", tr("Removes all pictures, or all scans, for good."))
        .input("cardTypes", Unit::None, {}, tr("\"Capture\" or \"Scan\", or both."));
}

QMap<CardType, QString> Gallery::resources()
{
    return {{CardType::Capture, QStringLiteral("capture/")},
            {CardType::Scan, QStringLiteral("scans/")}};
}

QStringList Gallery::cardTypes() const
{
    return {toWord(CardType::Capture), toWord(CardType::Scan)};
}

Json Gallery::bulkActions() const
{
    Json buttons = Json::array();
    const auto offer = [&](const QString &thing, const QString &action, const QString &label,
                           const QString &question) {
        if (m_things.things()[thing]->affordances().action(action))
            buttons.push_back(toJson(ActionButton {.thing = thing,
                                                   .action = action,
                                                   .label = label,
                                                   .confirmation = question,
                                                   .isPrimary = false,
                                                   .showsProgress = true}));
    };
    for (const QString &thing : m_things.things().keys()) {
        offer(thing, QStringLiteral("stitch_all_scans"), tr("Stitch all scans"), {});
        offer(thing, QStringLiteral("purge_empty_scans"), tr("Remove empty scans"),
              tr("Remove all scans without a picture?"));
    }
    return buttons;
}

QList<GalleryCard> Gallery::cardsOf(CardType type) const
{
    // A Thing knows its own folder; those of the others are beside it.
    const QDir all(QFileInfo(dataFolder()).path());
    QList<GalleryCard> cards;
    for (const Thing *thing : m_things.things()) {
        if (thing->affordances().resource(resources()[type]))
            cards += cardsIn(all.filePath(thing->name()), thing->name(), type);
    }
    return cards;
}

Json Gallery::listData() const
{
    Json cards = Json::array();
    for (const CardType type : resources().keys()) {
        for (const GalleryCard &card : cardsOf(type))
            cards.push_back(toJson(card, resources()[type]));
    }
    return cards;
}

void Gallery::remove(const GalleryCard &card) const
{
    const ThingResource *resource =
        m_things.things()[card.thing]->affordances().resource(resources()[card.type]);
    if (!resource || !resource->remove)
        throw ThingError(tr("'%1' does not remove its data.").arg(card.thing));
    resource->remove(card.file.fileName());
}

void Gallery::deleteAllData(const QStringList &cardTypes)
{
    const auto hold = holdGlobalLock();
    for (const QString &type : cardTypes) {
        if (!this->cardTypes().contains(type))
            throw ThingError(
                tr("There are no cards of the type \"%1\", only of %2.")
                    .arg(type.left(100), this->cardTypes().join(QStringLiteral(", "))));
    }
    QList<GalleryCard> cards;
    for (const CardType type : resources().keys()) {
        if (cardTypes.contains(toWord(type)))
            cards += cardsOf(type);
    }
    int failures = 0;
    for (qsizetype i = 0; i < cards.size(); ++i) {
        throwIfCancelled();
        try {
            remove(cards[i]);
        } catch (const ThingError &error) {
            ++failures;
            logError(error.message());
        }
        reportProgress(100.0 * double(i + 1) / double(cards.size()));
    }
    if (failures > 0)
        throw ThingError(
            tr("%1 of %2 could not be removed: see the log.").arg(failures).arg(cards.size()));
    logInfo(QStringLiteral("Removed %1 cards of the gallery.").arg(cards.size()));
}

} // namespace Holdfast
