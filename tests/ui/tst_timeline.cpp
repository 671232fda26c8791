// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/theme/colourscheme.h"
#include "ui/timeline/timelinepanel.h"
#include "ui/timeline/timelinescene.h"
#include "ui/timeline/timelinetext.h"
#include "ui/timeline/timelineview.h"

#include <QApplication>
#include <QComboBox>
#include <QGraphicsItem>
#include <QLabel>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

namespace tst_timeline {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

HistoryEntry entry(HistoryKind kind, const QDateTime &at)
{
    HistoryEntry made;
    made.kind = kind;
    made.at = at;
    made.who = Principal::client(QStringLiteral("tile <scan>"), {});
    made.operation = QStringLiteral("stage.move_relative");
    made.lockClass = LockClass::Remote;
    return made;
}

const QDateTime from = QDateTime::fromMSecsSinceEpoch(1'000'000'000'000).toUTC();

//! Returns the items of the scene that are about an entry.
QList<QGraphicsItem *> itemsOf(const TimelineScene &scene)
{
    QList<QGraphicsItem *> found;
    for (QGraphicsItem *item : scene.items()) {
        if (scene.entryOf(item))
            found << item;
    }
    return found;
}

//! A panel in a window of its own.
struct Shown
{
    explicit Shown(Fake::Bench &bench)
        : monitor(bench.operatorSession.monitor())
        , panel({bench.operatorSession, monitor.get()})
    {
        panel.resize(600, 200);
        panel.show();
    }
    TimelineScene *scene() const { return panel.findChild<TimelineScene *>(); }
    TimelineView *view() const { return panel.findChild<TimelineView *>(); }
    QString remark() const
    {
        return panel.findChild<QLabel *>(QStringLiteral("timelineRemark"))->text();
    }
    int holds() const
    {
        const auto &entries = scene()->entries();
        return int(std::count_if(entries.begin(), entries.end(), [](const HistoryEntry &each) {
            return each.kind == HistoryKind::Hold;
        }));
    }

    std::unique_ptr<StationMonitor> monitor;
    TimelinePanel panel;
};

} // namespace

//! The lock's history as the operator sees it.
class TestTimeline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aHoldIsABarInTheLaneOfItsClass()
    {
        TimelineScene scene;
        HistoryEntry hold = entry(HistoryKind::Hold, from.addSecs(10));
        hold.held = 5s;
        HistoryEntry own = entry(HistoryKind::Hold, from.addSecs(20));
        own.held = 1s;
        own.lockClass = LockClass::Operator;
        scene.show({hold, own}, from, from.addSecs(60));
        const auto items = itemsOf(scene);
        QCOMPARE(items.size(), 2);
        for (const QGraphicsItem *item : items) {
            const HistoryEntry *shown = scene.entryOf(item);
            const QRectF bar = item->sceneBoundingRect();
            const bool isOwn = shown->lockClass == LockClass::Operator;
            QVERIFY(std::abs(bar.left() - (isOwn ? 20 : 10)) < 1);
            QVERIFY(std::abs(bar.width() - (isOwn ? 1 : 5)) < 1.5);
            QCOMPARE(bar.center().y() < TimelineScene::remoteLane, isOwn);
            QCOMPARE(scene.barOf(*shown).left(), isOwn ? 20 : 10);
            QCOMPARE(scene.barOf(*shown).width(), isOwn ? 1 : 5);
            QVERIFY(bar.contains(scene.barOf(*shown))); // its pen has a width too
        }
        QCOMPARE(scene.timeAt(30), from.addSecs(30));
    }

    void aWaitIsALineBeforeItsHold()
    {
        TimelineScene scene;
        HistoryEntry hold = entry(HistoryKind::Hold, from.addSecs(10));
        hold.held = 5s;
        hold.waited = 4s;
        scene.show({hold}, from, from.addSecs(60));
        double left = 60;
        for (const QGraphicsItem *item : itemsOf(scene))
            left = std::min(left, item->sceneBoundingRect().left());
        QVERIFY(std::abs(left - 6) < 1);
    }

    void refusalsBreaksAndStopsAreMarks_data()
    {
        QTest::addColumn<HistoryKind>("kind");
        QTest::newRow("a refusal") << HistoryKind::Refusal;
        QTest::newRow("a break") << HistoryKind::Break;
        QTest::newRow("a mode") << HistoryKind::Mode;
        QTest::newRow("missing events") << HistoryKind::Missing;
        QTest::newRow("a start") << HistoryKind::RunBegun;
    }

    void refusalsBreaksAndStopsAreMarks()
    {
        QFETCH(HistoryKind, kind);
        TimelineScene scene;
        scene.show({entry(kind, from.addSecs(30))}, from, from.addSecs(60));
        const auto items = itemsOf(scene);
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.first()->pos().x(), 30.0);
        QVERIFY(items.first()->pos().y() > TimelineScene::markLane);
        // The names of others are shown letter by letter.
        QVERIFY(items.first()->toolTip().contains(QStringLiteral("tile &lt;scan&gt;")));
    }

    void whatHappensIsShownAsItHappens()
    {
        Fake::Bench bench;
        Shown shown(bench);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.scene()->sceneRect().isEmpty(), 30'000);
        const int before = shown.holds();
        (void)bench.holdRemotely();
        bench.letGo();
        QTRY_COMPARE_WITH_TIMEOUT(shown.holds(), before + 1, 30'000);
    }

    void theShapesFollowAThemeThatChangesAtOnce()
    {
        const QPalette before = QApplication::palette();
        const auto putBack = qScopeGuard([&before] { QApplication::setPalette(before); });
        Fake::Bench bench;
        (void)bench.holdRemotely();
        bench.letGo();
        Shown shown(bench);
        // The shortest span is read anew after the shortest pause.
        shown.panel.findChild<QComboBox *>(QStringLiteral("timelineSpan"))->setCurrentIndex(0);
        QTRY_VERIFY_WITH_TIMEOUT(shown.holds() > 0, 30'000);
        for (const auto scheme : {ColourScheme::Dark, ColourScheme::Light, ColourScheme::Dark}) {
            QApplication::setPalette(paletteFor(scheme));
            QCoreApplication::sendPostedEvents(); // no new page of the history comes by that
            int bars = 0;
            for (const QGraphicsItem *item : itemsOf(*shown.scene())) {
                const auto *bar = dynamic_cast<const QAbstractGraphicsShapeItem *>(item);
                bars += bar ? 1 : 0;
                if (bar)
                    QCOMPARE(bar->pen().color(), paletteFor(scheme).color(QPalette::WindowText));
            }
            QVERIFY(bars > 0);
        }
    }

    void aClickOnABarChoosesItsInvocation()
    {
        Fake::Bench bench;
        Shown shown(bench);
        const InvocationRecord scan = bench.holdRemotely();
        // So that the bar has a width.
        QTRY_VERIFY_WITH_TIMEOUT(bench.station.lock()->status().owner->operationFor >= 50ms,
                                 30'000);
        bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(shown.holds() > 0, 30'000);
        shown.panel.findChild<QComboBox *>(QStringLiteral("timelineSpan"))->setCurrentIndex(0);
        QTRY_VERIFY_WITH_TIMEOUT(shown.scene()->sceneRect().width() <= 60, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(shown.holds() > 0, 30'000);
        QSignalSpy chosen(&shown.panel, &TimelinePanel::invocationChosen);
        const auto items = itemsOf(*shown.scene());
        const auto hold = std::find_if(items.begin(), items.end(), [&](const QGraphicsItem *item) {
            return shown.scene()->entryOf(item)->kind == HistoryKind::Hold;
        });
        QVERIFY(hold != items.end());
        const QPoint where = shown.view()->mapFromScene((*hold)->sceneBoundingRect().center());
        QTest::mouseClick(shown.view()->viewport(), Qt::LeftButton, {}, where);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().toUuid(), scan.id);
    }

    void theWheelChangesTheSpanWithinItsEnds()
    {
        Fake::Bench bench;
        Shown shown(bench);
        auto *spans = shown.panel.findChild<QComboBox *>(QStringLiteral("timelineSpan"));
        const int middle = spans->currentIndex();
        Q_EMIT shown.view()->zoomWanted(true);
        QCOMPARE(spans->currentIndex(), middle - 1);
        for (int i = 0; i < 20; ++i)
            Q_EMIT shown.view()->zoomWanted(false);
        QCOMPARE(spans->currentIndex(), spans->count() - 1);
    }

    void withoutAJournalItSaysWhy()
    {
        Fake::Bench bench({.stage = true, .camera = true, .lock = false});
        const Shown shown(bench);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.remark().isEmpty(), 30'000);
    }

    void detailsSayWhoWhatAndHowLong()
    {
        HistoryEntry hold = entry(HistoryKind::Hold, from);
        hold.held = 90s;
        hold.how = HistoryHow::GaveWay;
        const QString text = TimelineText::details(hold);
        for (const QString &part :
             {QStringLiteral("tile <scan>"), QStringLiteral("stage.move_relative"),
              QStringLiteral("gave way")})
            QVERIFY2(text.contains(part), qPrintable(text));
    }
};

HOLDFAST_TEST(TestTimeline)

} // namespace tst_timeline

#include "tst_timeline.moc"
