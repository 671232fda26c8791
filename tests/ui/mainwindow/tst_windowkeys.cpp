// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/keys/keymap.h"
#include "ui/mainwindow/keysheet.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/settings/usersettings.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QTest>
#include <QToolButton>

#include <algorithm>

namespace tst_windowkeys {

using namespace Holdfast;

//! Tests that the key sheet, the manual and the window itself agree on the keys.
class TestWindowKeys : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void theManualHasTheTableOfTheKeySheet()
    {
        const QString head = QStringLiteral("| where | key | what it does |");
        QStringList rows {head, QStringLiteral("| --- | --- | --- |")};
        for (const KeyCommand &command : keyCommands())
            rows << QStringLiteral("| %1 | %2 | %3 |")
                        .arg(command.group, KeyMap().text(command), command.does);
        QFile manual(QStringLiteral(HOLDFAST_DOCS "/operate.md"));
        QVERIFY(manual.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(manual.readAll()).split(u'\n');
        const qsizetype first = lines.indexOf(head);
        const qsizetype end = lines.indexOf(QString(), first);
        QVERIFY2(first >= 0 && end > first, "docs/operate.md has no table of the keys");
        QCOMPARE(lines.mid(first, end - first), rows);
    }

    void everyActionWithAKeyIsInTheTableAndHasItFromThere()
    {
        const Fake::Bench bench({true, true, true, true, true});
        const MainWindow window(bench.operatorSession);
        QStringList inTable;
        QStringList inWindow;
        for (const KeyCommand &command : keyCommands()) {
            if (command.kind == KeyCommand::Kind::Action)
                inTable << command.id;
        }
        for (const auto *action : window.findChildren<QAction *>()) {
            if (action->shortcuts().isEmpty())
                continue;
            inWindow << action->objectName();
            QCOMPARE(action->shortcuts(), usualKeys(action->objectName()));
        }
        inTable.sort();
        inWindow.sort();
        QCOMPARE(inWindow, inTable);
    }

    void noUsualKeyStandsAgainstAnother()
    {
        const KeyMap map;
        for (const KeyCommand &command : keyCommands()) {
            for (const QKeySequence &key : command.usual) {
                const auto against = map.conflict(command.id, key);
                QVERIFY2(!against, qPrintable(against ? against->reason : QString()));
            }
        }
    }

    void anActionHasTheKeyOfTheOperatorAndItsToolTipNamesIt()
    {
        const Fake::Bench bench({true, true, true, true, true});
        UserSettings settings {{}};
        KeyMap keys;
        keys.set(QStringLiteral("measure"), Qt::Key_X);
        settings.setKeys(keys);
        MainWindow window(bench.operatorSession, &settings);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto *measure = window.findChild<QAction *>(QStringLiteral("measure"));
        QTest::keyClick(window.windowHandle(), Qt::Key_E);
        QVERIFY(!measure->isChecked());
        QTest::keyClick(window.windowHandle(), Qt::Key_X);
        QVERIFY(measure->isChecked());
        QVERIFY2(measure->toolTip().endsWith(QStringLiteral("(X)")),
                 qPrintable(measure->toolTip()));
        keys.reset(QStringLiteral("measure")); // while the window is there
        keys.set(QStringLiteral("snapAction"), Qt::CTRL | Qt::Key_P);
        settings.setKeys(keys);
        QTest::keyClick(window.windowHandle(), Qt::Key_E);
        QVERIFY(!measure->isChecked());
        QVERIFY(measure->toolTip().endsWith(QStringLiteral("(E)")));
        QTRY_VERIFY(window.findChild<QToolButton *>(QStringLiteral("snapButton"))
                        ->toolTip()
                        .contains(QStringLiteral("(Ctrl+P)")));
    }

    void theStageMovesByTheKeysOfTheOperator()
    {
        Fake::Bench bench({true, true, true, true, true});
        UserSettings settings {{}};
        MainWindow window(bench.operatorSession, &settings);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        KeyMap keys;
        keys.set(QStringLiteral("moveLeft"), Qt::Key_J);
        settings.setKeys(keys);
        const auto *left = window.findChild<QToolButton *>(QStringLiteral("moveLeftButton"));
        QVERIFY2(left->toolTip().contains(QStringLiteral("Move left (J)")),
                 qPrintable(left->toolTip()));
        QTest::keyClick(window.windowHandle(), Qt::Key_Left);
        QTest::keyClick(window.windowHandle(), Qt::Key_J);
        QTest::keyClick(window.windowHandle(), Qt::Key_J, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(bench.controls->moves().size(), 2, 30'000);
        QVERIFY(bench.controls->moves().first() == (Fake::Position {-200, 0, 0}));
        QVERIFY(bench.controls->moves().last() == (Fake::Position {-2000, 0, 0}));
    }

    void aKeyOpensAPartAndTabGoesOnInIt()
    {
        const Fake::Bench bench({true, true, true, true, true});
        MainWindow window(bench.operatorSession);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto *dock = window.findChild<QWidget *>(QStringLiteral("scanDock"));
        QTest::keyClick(window.windowHandle(), Qt::Key_F6);
        QVERIFY(dock->isVisible());
        QTest::keyClick(window.windowHandle(), Qt::Key_Right); // moves the stage all the same
        QTRY_COMPARE_WITH_TIMEOUT(bench.controls->moves().size(), 1, 30'000);
        QTest::keyClick(window.windowHandle(), Qt::Key_Tab);
        QVERIFY(dock->isAncestorOf(QApplication::focusWidget()));
        window.setFocus();
        QTest::keyClick(window.windowHandle(), Qt::Key_F6);
        QVERIFY(!dock->isVisible());
    }

    void theKeySheetShowsTheKeysOfTheOperator()
    {
        KeyMap keys;
        keys.set(QStringLiteral("quitAction"), Qt::CTRL | Qt::Key_W);
        const KeySheet sheet(keys);
        const QList<QLabel *> labels = sheet.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text() == QStringLiteral("Ctrl+W");
        }));
    }

    void noShortcutIsUsedTwice()
    {
        const Fake::Bench bench({true, true, true, true, true});
        const MainWindow window(bench.operatorSession);
        QStringList seen;
        for (const auto *action : window.findChildren<QAction *>()) {
            for (const QKeySequence &key : action->shortcuts()) {
                QVERIFY2(!seen.contains(key.toString()), qPrintable(key.toString()));
                seen << key.toString();
            }
        }
    }
};

HOLDFAST_TEST(TestWindowKeys)

} // namespace tst_windowkeys

#include "tst_windowkeys.moc"
