// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/keys/keymap.h"

#include <QTest>

namespace tst_keymap {

using namespace Holdfast;

namespace {

const QString autofocus = QStringLiteral("autofocusAction");
const QString mark = QStringLiteral("markAction");
const QString left = QStringLiteral("moveLeft");

using Keys = QList<QKeySequence>;

} // namespace

//! The keys of the operator: what may stand against one, and that no key ever has two meanings.
class TestKeyMap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aKeyReplacesTheUsualOnes()
    {
        KeyMap map;
        QVERIFY(map.isUsual(autofocus));
        map.set(autofocus, Qt::Key_X);
        QCOMPARE(map.keys(autofocus), Keys {Qt::Key_X});
        QVERIFY(!map.isUsual(autofocus));
        map.set(autofocus, Qt::Key_A);
        QVERIFY(map.isUsual(autofocus));
        QVERIFY(map == KeyMap());
    }

    void aKeyOfAnotherCommandIsAConflictAndCanBeTaken()
    {
        KeyMap map;
        const auto against = map.conflict(autofocus, Qt::Key_M);
        QVERIFY(against);
        QCOMPARE(against->id, mark);
        QCOMPARE(against->reason, QStringLiteral("M is the key for: Mark this place."));
        map.set(autofocus, Qt::Key_M);
        QCOMPARE(map.keys(autofocus), Keys {Qt::Key_M});
        QCOMPARE(map.keys(mark), Keys());
        QVERIFY(!map.conflict(mark, Qt::Key_A)); // which nothing has now
    }

    void aKeyThatCannotBeHadIsNotSet_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QKeySequence>("key");
        QTest::newRow("Escape is STOP") << autofocus << QKeySequence(Qt::Key_Escape);
        QTest::newRow("Return enters") << autofocus << QKeySequence(Qt::Key_Return);
        QTest::newRow("Tab goes on") << autofocus << QKeySequence(Qt::Key_Tab);
        QTest::newRow("the space bar presses") << autofocus << QKeySequence(Qt::Key_Space);
        QTest::newRow("Ctrl+C copies") << autofocus << QKeySequence(Qt::CTRL | Qt::Key_C);
        QTest::newRow("Ctrl and an arrow choose")
            << autofocus << QKeySequence(Qt::CTRL | Qt::Key_Up);
        QTest::newRow("Alt opens menus") << autofocus << QKeySequence(Qt::ALT | Qt::Key_V);
        QTest::newRow("a modifier for the stage") << left << QKeySequence(Qt::SHIFT | Qt::Key_J);
        QTest::newRow("two keys") << autofocus << QKeySequence(Qt::Key_X, Qt::Key_Y);
        QTest::newRow("none") << autofocus << QKeySequence();
    }
    void aKeyThatCannotBeHadIsNotSet()
    {
        QFETCH(QString, command);
        QFETCH(QKeySequence, key);
        KeyMap map;
        const auto against = map.conflict(command, key);
        QVERIFY(against);
        QVERIFY(against->id.isEmpty());
        QVERIFY(against->reason.endsWith(u'.'));
        map.set(command, key);
        QVERIFY(map == KeyMap());
    }

    void aKeyOfTheStageIsItsWithShiftAndCtrlAsWell()
    {
        KeyMap map;
        QVERIFY(map.conflict(left, Qt::Key_S)); // Ctrl+S saves the view, S takes a picture
        map.set(left, Qt::Key_S);
        QCOMPARE(map.keys(QStringLiteral("snapAction")), Keys());
        QCOMPARE(map.keys(QStringLiteral("saveView")), Keys());
        const auto against = map.conflict(autofocus, Qt::SHIFT | Qt::Key_S);
        QVERIFY(against);
        QCOMPARE(against->id, left);
        QVERIFY(!map.conflict(autofocus, Qt::SHIFT | Qt::Key_Left)); // given away
        QVERIFY(map.conflict(autofocus, Qt::SHIFT | Qt::Key_Right));
    }

    void theUsualKeysComeBackFromTheCommandThatHasThem()
    {
        KeyMap map;
        map.set(autofocus, Qt::Key_M);
        map.reset(mark);
        QCOMPARE(map.keys(mark), Keys {Qt::Key_M});
        QCOMPARE(map.keys(autofocus), Keys());
        map.clear(mark);
        QCOMPARE(map.keys(mark), Keys());
        map.resetAll();
        QVERIFY(map == KeyMap());
        QCOMPARE(map.keys(autofocus), Keys {Qt::Key_A});
    }

    void whatIsKeptIsReadAgain()
    {
        KeyMap map;
        map.set(autofocus, Qt::CTRL | Qt::SHIFT | Qt::Key_F7);
        map.set(left, Qt::Key_Semicolon);
        map.clear(mark);
        const QMap<QString, QString> texts = map.toTexts();
        QCOMPARE(texts.size(), 3);
        QVERIFY(KeyMap::fromTexts(texts) == map);
        QVERIFY(KeyMap::fromTexts({}) == KeyMap());
    }

    void aFileThatWasWrittenByHandGivesNoKeyTwoMeanings()
    {
        const KeyMap map =
            KeyMap::fromTexts({{autofocus, QStringLiteral("G")}, // which the last good z has
                               {mark, QStringLiteral("Esc")},
                               {left, QStringLiteral("Ctrl+J")},
                               {QStringLiteral("nonsense"), QStringLiteral("K")},
                               {QStringLiteral("quitAction"), QStringLiteral("%&?")}});
        for (const KeyCommand &command : keyCommands()) {
            for (const QKeySequence &key : map.keys(command.id))
                QVERIFY2(!map.conflict(command.id, key), qPrintable(command.id));
        }
        QCOMPARE(map.keys(autofocus), Keys {Qt::Key_G});
        QCOMPARE(map.keys(QStringLiteral("lastGoodZAction")), Keys());
        QVERIFY(map.isUsual(mark));
        QVERIFY(map.isUsual(left));
        QVERIFY(!map.toTexts().contains(QStringLiteral("nonsense")));
    }
};

HOLDFAST_TEST(TestKeyMap)

} // namespace tst_keymap

#include "tst_keymap.moc"
