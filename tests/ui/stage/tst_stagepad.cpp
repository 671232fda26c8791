// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/settings/usersettings.h"
#include "ui/stage/arrowbutton.h"
#include "ui/stage/stagemover.h"
#include "ui/stage/stagepad.h"

#include <QDeadlineTimer>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTest>
#include <QThread>
#include <QToolButton>

namespace tst_stagepad {

using namespace Holdfast;

namespace {

//! \brief A pad in a window of its own, and its visible state.
class Pad
{
public:
    explicit Pad(Fake::Bench &bench)
        : m_monitor(bench.operatorSession.monitor())
        , widget({bench.operatorSession, m_monitor.get()}, &m_settings)
    {
        widget.show();
    }

    template<typename T>
    T *find(const char *name) const
    {
        return widget.findChild<T *>(QLatin1StringView(name));
    }
    QWindow *keys() const { return widget.windowHandle(); }
    void click(const char *name) const { find<QToolButton>(name)->click(); }
    QString status() const { return find<QLabel>("moveStatusText")->text(); }
    QString position(const char *name) const { return find<QLabel>(name)->text(); }
    StageMover *mover() const { return widget.findChild<StageMover *>(); }

private:
    UserSettings m_settings {{}};
    std::unique_ptr<StationMonitor> m_monitor;

public:
    StagePad widget;
};

} // namespace

class TestStagePad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aStageThatIsLostIsSaidAndComesBack()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("does not answer")));
        bench.controls->stage.load()->beLost();
        const auto *right = pad.find<QToolButton>("moveRightButton");
        QTRY_VERIFY_WITH_TIMEOUT(!right->isEnabled(), 30'000);
        QCOMPARE(pad.status(), Fake::Stage::lost.what);
        QVERIFY(right->toolTip().contains(Fake::Stage::lost.what));
        QTest::keyClick(pad.keys(), Qt::Key_Right);
        bench.controls->stage.load()->recover();
        QTRY_VERIFY_WITH_TIMEOUT(right->isEnabled(), 30'000);
        QCOMPARE(pad.status(), QStringLiteral("Ready"));
        pad.click("moveRightButton");
        QTRY_COMPARE_WITH_TIMEOUT(bench.controls->moves().size(), 1, 30'000); // not the key's
    }

    void everyArrowMovesItsAxisByAStep_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::addColumn<Fake::Position>("move");
        QTest::newRow("left") << QByteArray("moveLeftButton") << Fake::Position {-200, 0, 0};
        QTest::newRow("right") << QByteArray("moveRightButton") << Fake::Position {200, 0, 0};
        QTest::newRow("up") << QByteArray("moveUpButton") << Fake::Position {0, 200, 0};
        QTest::newRow("down") << QByteArray("moveDownButton") << Fake::Position {0, -200, 0};
        QTest::newRow("focus up") << QByteArray("focusUpButton") << Fake::Position {0, 0, 50};
        QTest::newRow("focus down") << QByteArray("focusDownButton") << Fake::Position {0, 0, -50};
    }

    void everyArrowMovesItsAxisByAStep()
    {
        QFETCH(QByteArray, button);
        QFETCH(Fake::Position, move);
        Fake::Bench bench;
        const Pad pad(bench);
        pad.click(button.constData());
        QTRY_COMPARE_WITH_TIMEOUT(pad.position("position_x"), QString::number(move.x), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(pad.position("position_y"), QString::number(move.y), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(pad.position("position_z"), QString::number(move.z), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(pad.status(), QStringLiteral("Ready"), 30'000);
        QVERIFY(bench.controls->moves() == QList<Fake::Position> {move});
    }

    void theStepSizesAreTheOperators()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        pad.find<QSpinBox>("stepXYBox")->setValue(7);
        pad.find<QSpinBox>("stepZBox")->setValue(3);
        pad.click("moveRightButton");
        QTRY_COMPARE_WITH_TIMEOUT(pad.position("position_x"), QStringLiteral("7"), 30'000);
        pad.click("focusUpButton");
        QTRY_COMPARE_WITH_TIMEOUT(pad.position("position_z"), QStringLiteral("3"), 30'000);
    }

    void clicksDuringAMoveAddUpToOneThatFollows()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        bench.controls->blockMoves = true;
        pad.click("moveRightButton");
        QTRY_COMPARE_WITH_TIMEOUT(bench.controls->moves().size(), 1, 30'000);
        for (int i = 0; i < 4; ++i)
            pad.click("moveRightButton");
        pad.click("moveLeftButton");
        pad.click("focusUpButton");
        bench.letGo();
        QTRY_COMPARE_WITH_TIMEOUT(pad.position("position_x"), QStringLiteral("800"), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!pad.mover()->operation().isUnderWay(), 30'000);
        const QList<Fake::Position> expected {{200, 0, 0}, {600, 0, 50}};
        QVERIFY(bench.controls->moves() == expected);
    }

    void clicksNeverPileUp()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        bench.controls->blockMoves = true;
        for (int i = 0; i < 1000; ++i)
            pad.click("moveRightButton");
        bench.letGo();
        QTRY_COMPARE_WITH_TIMEOUT(bench.controls->moves().size(), 2, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!pad.mover()->operation().isUnderWay(), 30'000);
        QVERIFY(bench.controls->moves().last()
                == Fake::Position({200 * StageMover::mostFollowing, 0, 0}));
    }

    void afterAStopNothingFollowsEvenIfTheMoveHadJustEnded()
    {
        Fake::Bench bench;
        Pad pad(bench);
        bench.controls->blockMoves = true;
        pad.click("moveRightButton");
        QTRY_COMPARE_WITH_TIMEOUT(bench.controls->moves().size(), 1, 30'000);
        pad.click("moveRightButton");
        const QUuid move = bench.operatorSession.invocations().first().id;
        bench.letGo();
        // The pad must not hear of the end: no turn of the event loop.
        QDeadlineTimer deadline(30'000);
        while (!bench.operatorSession.invocation(move)->isFinished() && !deadline.hasExpired())
            QThread::msleep(1);
        QVERIFY(bench.operatorSession.invocation(move)->isFinished());
        pad.widget.forgetFollowing();
        QTRY_COMPARE_WITH_TIMEOUT(pad.status(), QStringLiteral("Ready"), 30'000);
        QCOMPARE(bench.operatorSession.invocations().size(), 1);
    }

    void aMoveThatWaitsSaysForWhomAndCanBeWithdrawn()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        (void)bench.holdRemotely();
        pad.click("moveRightButton");
        QCOMPARE(pad.status(),
                 QStringLiteral("Waiting for tile scan (127.0.0.1:40112): stage.move_relative "
                                "\u2026"));
        auto *cancel = pad.find<QPushButton>("cancelMoveButton");
        QVERIFY(cancel->isVisible());
        cancel->click();
        QTRY_COMPARE_WITH_TIMEOUT(pad.status(), QStringLiteral("Ready"), 30'000);
        QVERIFY(bench.operatorSession.lockStatus().queue.isEmpty());
        QVERIFY(!cancel->isVisible());
        QCOMPARE(bench.controls->moves().size(), 1);
    }

    void aRefusalSaysWhoAndWhatUntilTheNextSuccess()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        (void)bench.holdRemotely();
        pad.click("moveRightButton");
        pad.click("moveRightButton"); // must not follow a refused one
        QTRY_VERIFY_WITH_TIMEOUT(pad.status().startsWith(QStringLiteral("Not moved.")), 30'000);
        QVERIFY(pad.status().contains(QStringLiteral("tile scan (127.0.0.1:40112)")));
        QVERIFY(pad.status().contains(QStringLiteral("stage.move_relative")));
        QVERIFY(pad.status().contains(QStringLiteral("since")));
        QVERIFY(pad.find<QLabel>("moveStatusText")->isVisible());
        QVERIFY(!pad.mover()->operation().isUnderWay());
        QCOMPARE(bench.controls->moves().size(), 1);

        bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.operatorSession.lockStatus().isHeld(), 30'000);
        pad.click("moveRightButton");
        QTRY_COMPARE_WITH_TIMEOUT(pad.status(), QStringLiteral("Ready"), 30'000);
    }

    void aRefusalIsPastOnceTheLockIsFree()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        (void)bench.holdRemotely();
        pad.click("moveRightButton");
        QTRY_VERIFY_WITH_TIMEOUT(pad.status().startsWith(QStringLiteral("Not moved.")), 30'000);
        bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(
            pad.status().startsWith(QStringLiteral("Ready. Earlier: Not moved.")), 30'000);
        QVERIFY(pad.status().contains(QStringLiteral("tile scan (127.0.0.1:40112)")));
    }

    void aRefusalIsPastOnceStopWasPressed()
    {
        Fake::Bench bench;
        Pad pad(bench);
        (void)bench.holdRemotely();
        pad.click("moveRightButton");
        QTRY_VERIFY_WITH_TIMEOUT(pad.status().startsWith(QStringLiteral("Not moved.")), 30'000);
        pad.widget.forgetFollowing();
        QVERIFY(pad.status().startsWith(QStringLiteral("Ready. Earlier: Not moved.")));
    }

    void howeverLongARefusalIsItCoversNoButton()
    {
        Fake::Bench bench;
        const Session talkative(bench.station,
                                Principal::client(QStringLiteral("long name ").repeated(40),
                                                  QStringLiteral("127.0.0.1:40112")));
        Pad pad(bench);
        bench.controls->blockMoves = true;
        QVERIFY(bool(talkative.invoke(QStringLiteral("stage"), QStringLiteral("move_relative"),
                                      Json {{"x", 1}})));
        QTRY_COMPARE_WITH_TIMEOUT(bench.controls->moves().size(), 1, 30'000);
        const QSize smallest = pad.widget.minimumSizeHint();
        pad.click("moveRightButton");
        QTRY_VERIFY_WITH_TIMEOUT(pad.status().startsWith(QStringLiteral("Not moved.")), 30'000);
        QCOMPARE(pad.widget.minimumSizeHint().height(), smallest.height());
        pad.widget.resize(smallest);
        QTRY_COMPARE_WITH_TIMEOUT(pad.widget.size(), smallest, 30'000);
        const auto inPad = [&](const QWidget *part) {
            return QRect(part->mapTo(&pad.widget, QPoint()), part->size());
        };
        const QRect status = inPad(pad.find<QWidget>("moveStatus"));
        QVERIFY(pad.widget.rect().contains(status));
        const auto buttons = pad.widget.findChildren<QToolButton *>();
        for (const QToolButton *button : buttons) {
            QVERIFY(pad.widget.rect().contains(inPad(button)));
            QVERIFY(button->parentWidget()->rect().contains(button->geometry()));
            QVERIFY(!status.intersects(inPad(button->parentWidget())));
        }
    }

    void afterAStepSizeIsEnteredTheKeysMoveAgain()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        QVERIFY(QTest::qWaitForWindowActive(pad.keys()));
        auto *box = pad.find<QSpinBox>("stepXYBox");
        box->setFocus();
        box->selectAll();
        QTest::keyClick(pad.keys(), Qt::Key_7);
        QTest::keyClick(pad.keys(), Qt::Key_Return);
        QCOMPARE(box->value(), 7);
        QTest::keyClick(pad.keys(), Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(pad.position("position_x"), QStringLiteral("7"), 30'000);
    }

    void aFailureIsShownInPlainSight()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        QTRY_COMPARE_WITH_TIMEOUT(pad.position("position_x"), QStringLiteral("0"), 30'000);
        // The station itself says so in its log as well.
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral(
                                               "^stage.move_relative failed: x would")));
        StageSteps tooFar;
        tooFar[Axis::X] = 2 * Fake::Stage::softLimit;
        pad.mover()->jog(tooFar);
        QTRY_COMPARE_WITH_TIMEOUT(pad.status(),
                                  QStringLiteral("The move failed. x would leave the soft limits."),
                                  30'000);
    }

    void aMoveThatAClientBreaksOffSaysByWhomAndWhy()
    {
        Fake::Bench bench;
        bench.controls->blockMoves = true;
        const Pad pad(bench);
        pad.click("moveRightButton");
        QTRY_VERIFY_WITH_TIMEOUT(bench.operatorSession.lockStatus().isHeld()
                                     && bench.operatorSession.lockStatus().owner->depth > 0,
                                 30'000);
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("broke the hold of operator")));
        const quint64 generation = bench.operatorSession.lockStatus().generation;
        QVERIFY(bench.remoteSession.lock().breakHold(QStringLiteral("fire"), generation).wait());
        QTRY_VERIFY_WITH_TIMEOUT(!pad.mover()->operation().isUnderWay(), 30'000);
        QVERIFY2(pad.status().startsWith(QStringLiteral("The move was broken off. "))
                     && pad.status().contains(QStringLiteral("tile scan"))
                     && pad.status().contains(QStringLiteral("fire")),
                 qPrintable(pad.status()));
    }

    void anInvalidMoveIsRefusedAtOnce()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        pad.mover()->run(QStringLiteral("no_such_action"), Json::object());
        QVERIFY(pad.status().contains(QStringLiteral("no_such_action")));
        QVERIFY(!pad.mover()->operation().isUnderWay());
    }

    void theKeysMove_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<Fake::Position>("move");
        QTest::newRow("left") << Qt::Key_Left << Fake::Position {-200, 0, 0};
        QTest::newRow("right") << Qt::Key_Right << Fake::Position {200, 0, 0};
        QTest::newRow("up") << Qt::Key_Up << Fake::Position {0, 200, 0};
        QTest::newRow("down") << Qt::Key_Down << Fake::Position {0, -200, 0};
        QTest::newRow("page up") << Qt::Key_PageUp << Fake::Position {0, 0, 50};
        QTest::newRow("page down") << Qt::Key_PageDown << Fake::Position {0, 0, -50};
    }

    void theKeysMove()
    {
        QFETCH(Qt::Key, key);
        QFETCH(Fake::Position, move);
        Fake::Bench bench;
        const Pad pad(bench);
        QVERIFY(QTest::qWaitForWindowActive(pad.keys()));
        pad.find<QToolButton>("moveLeftButton")->setFocus(); // a button needs no arrows
        QTest::keyClick(pad.keys(), key);
        QTRY_VERIFY_WITH_TIMEOUT(bench.controls->moves() == QList<Fake::Position> {move}, 30'000);
    }

    void theKeysBelongToANumberThatIsBeingEdited()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        QVERIFY(QTest::qWaitForWindowActive(pad.keys()));
        auto *box = pad.find<QSpinBox>("stepXYBox");
        box->setFocus();
        QTest::keyClick(pad.keys(), Qt::Key_Up);
        QTest::keyClick(pad.keys(), Qt::Key_Left);
        QTest::keyClick(pad.keys(), Qt::Key_PageDown);
        QVERIFY(box->value() != UserSettings({}).stepXY());
        QVERIFY(bench.operatorSession.invocations().isEmpty());
    }

    void aKeyThatRepeatsIsOneStepAllTheSame()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        QVERIFY(QTest::qWaitForWindowActive(pad.keys()));
        pad.find<QToolButton>("moveLeftButton")->setFocus();
        bench.controls->blockMoves = true;
        QTest::keyPress(pad.keys(), Qt::Key_Right);
        for (int i = 0; i < 20; ++i) {
            QKeyEvent again(QEvent::KeyPress, Qt::Key_Right, Qt::NoModifier, {}, true);
            QCoreApplication::sendEvent(QApplication::focusWidget(), &again);
        }
        QVERIFY(!pad.mover()->operation().isUnderWay());
        QTest::keyRelease(pad.keys(), Qt::Key_Right);
        QVERIFY(pad.mover()->operation().isUnderWay());
        QVERIFY(pad.mover()->following().isNull());
        QCOMPARE(bench.operatorSession.invocations().size(), 1);
    }

    void whileEverythingIsStoppedTheArrowsSayWhatToDoFirst()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        QVERIFY(QTest::qWaitForWindowActive(pad.keys()));
        auto *arrow = pad.find<QToolButton>("moveLeftButton");
        arrow->setFocus();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        (void)bench.remoteSession.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!arrow->isEnabled(), 30'000);
        QVERIFY(pad.status().startsWith(QStringLiteral("Stopped by tile scan")));
        QVERIFY(pad.status().endsWith(QStringLiteral("clear the stop first.")));
        QVERIFY(arrow->toolTip().contains(QStringLiteral("clear the stop first.")));
        QVERIFY(pad.widget.hasFocus()); // no number field has the keys now
        QTest::keyClick(pad.keys(), Qt::Key_Right);
        QVERIFY(bench.operatorSession.invocations().isEmpty());

        QVERIFY(bool(bench.operatorSession.lock().clearStop()));
        QTRY_VERIFY_WITH_TIMEOUT(arrow->isEnabled(), 30'000);
        QCOMPARE(pad.status(), QStringLiteral("Ready"));
        QTest::keyClick(pad.keys(), Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(pad.position("position_x"), QStringLiteral("200"), 30'000);
    }

    void whoHasControlMovesAtOnceAlsoWhenLocalOnly()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        QVERIFY(bool(bench.operatorSession.lock().takeControl().wait()));
        QVERIFY(bool(bench.operatorSession.lock().setLocalOnly(true)));
        pad.click("moveRightButton");
        QTRY_COMPARE_WITH_TIMEOUT(pad.position("position_x"), QStringLiteral("200"), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(pad.status(), QStringLiteral("Ready"), 30'000);
    }

    void aLeaseThatRestsIsNamedAndWhatHelps()
    {
        Fake::Bench bench;
        const Pad pad(bench);
        LeaseWish wish;
        wish.principal = bench.remoteSession.principal();
        wish.ttl = LeaseWish::longestTtl;
        QVERIFY(bool(bench.remoteSession.lock().lease(wish).wait()));
        pad.click("moveRightButton");
        QCOMPARE(pad.status(),
                 QStringLiteral("Waiting for tile scan (127.0.0.1:40112): a lease that rests "
                                "\u2026"));
        QTRY_VERIFY_WITH_TIMEOUT(pad.status().startsWith(QStringLiteral("Not moved.")), 30'000);
        QVERIFY(pad.status().endsWith(QStringLiteral("Take control: the lease then gives way.")));
    }

    void withoutAStageEverythingIsDisabledAndSaysWhy()
    {
        Fake::Bench bench({.stage = false});
        const Pad pad(bench);
        QCOMPARE(pad.status(), QStringLiteral("No stage is configured."));
        const auto buttons = pad.widget.findChildren<ArrowButton *>();
        QCOMPARE(buttons.size(), 6);
        for (const ArrowButton *button : buttons) {
            QVERIFY(!button->isEnabled());
            QVERIFY(button->toolTip().contains(QStringLiteral("No stage is configured.")));
        }
    }
};

HOLDFAST_TEST(TestStagePad)

} // namespace tst_stagepad

#include "tst_stagepad.moc"
