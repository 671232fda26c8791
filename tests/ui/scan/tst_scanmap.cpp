// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "ui/scan/scanmap.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

namespace tst_scanmap {

using namespace Holdfast;

namespace {

//! \brief A map of four tiles; the pictures lie on the stage as those of an OpenFlexure do.
class Map : public ScanMap
{
public:
    Map()
    {
        setPicture(ScanSpacing {.right = {-266.5, 3}, .down = {2, 200.2}});
        setTiles({.centres = {{0, 0, 0}, {-266, 3, 0}, {-264, 203, 0}, {2, 200, 0}}});
        resize(400, 300);
        show();
    }
};

} // namespace

//! Tests that the map and the stage mean the same places.
class TestScanMap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aPointOfTheMapIsAPlaceOfTheStage()
    {
        const Map map;
        for (const QPointF place : {QPointF(0, 0), QPointF(-266, 3), QPointF(100, -77)}) {
            const auto point = map.pointAt(place.x(), place.y());
            QVERIFY(point);
            const auto back = map.stageAt(*point);
            QVERIFY(back);
            QVERIFY2(QLineF(*back, place).length() < 1e-6, qPrintable(QString::number(back->x())));
        }
        // To the right in the picture is where x is smaller.
        QVERIFY(map.pointAt(-266, 3)->x() > map.pointAt(0, 0)->x());
    }

    void aDoubleClickMovesThere()
    {
        Map map;
        const QSignalSpy wanted(&map, &ScanMap::goWanted);
        const QPoint point = map.pointAt(-200, 120)->toPoint();
        QTest::mouseDClick(&map, Qt::LeftButton, {}, point);
        QCOMPARE(wanted.count(), 1);
        const auto place = *map.stageAt(point);
        QCOMPARE(wanted.first().at(0).toLongLong(), std::llround(place.x()));
        QCOMPARE(wanted.first().at(1).toLongLong(), std::llround(place.y()));
        QVERIFY(QLineF(place, QPointF(-200, 120)).length() < 3);
    }

    void theRightButtonOffersToMarkAPlace()
    {
        Map map;
        const QSignalSpy marked(&map, &ScanMap::markWanted);
        const QPoint point = map.pointAt(-200, 120)->toPoint();
        QContextMenuEvent event(QContextMenuEvent::Mouse, point, map.mapToGlobal(point));
        QCoreApplication::sendEvent(&map, &event);
        auto *menu = map.findChild<QMenu *>(QStringLiteral("scanMapMenu"));
        QVERIFY(menu);
        QCOMPARE(menu->actions().size(), 2);
        menu->actions().last()->trigger();
        QCOMPARE(marked.count(), 1);
        QCOMPARE(marked.first().at(0).toLongLong(), std::llround(map.stageAt(point)->x()));
    }

    void withoutAMapNothingMoves()
    {
        ScanMap map;
        map.resize(400, 300);
        map.show();
        const QSignalSpy wanted(&map, &ScanMap::goWanted);
        QTest::mouseDClick(&map, Qt::LeftButton, {}, QPoint(200, 150));
        QVERIFY(wanted.isEmpty());
        QVERIFY(!map.stageAt({200, 150}));
    }

    void marksAreDrawnWhereTheyAre()
    {
        Map map;
        const QImage without = map.grab().toImage();
        map.setMarks({{QStringLiteral("nucleus"), -200, 120}, {QStringLiteral("far"), 1e6, 0}});
        const QImage with = map.grab().toImage();
        QRect changed;
        for (int y = 0; y < with.height(); ++y) {
            for (int x = 0; x < with.width(); ++x) {
                if (with.pixel(x, y) != without.pixel(x, y))
                    changed |= QRect(x, y, 1, 1);
            }
        }
        const QPoint foot = map.pointAt(-200, 120)->toPoint();
        QVERIFY(changed.adjusted(-2, -2, 2, 2).contains(foot));
        QVERIFY(changed.width() < 160 && changed.height() < 40);
    }
};

HOLDFAST_TEST(TestScanMap)

} // namespace tst_scanmap

#include "tst_scanmap.moc"
