// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "ui/settings/keyeditor.h"
#include "ui/settings/usersettings.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

namespace tst_keyeditor {

using namespace Holdfast;

namespace {

using Keys = QList<QKeySequence>;

//! An editor on show, and the operator's hands.
class Editor
{
public:
    explicit Editor(UserSettings *settings)
        : dialog(settings)
    {
        dialog.show();
        dialog.activateWindow();
        if (!QTest::qWaitForWindowActive(&dialog))
            qFatal("The dialog does not become active.");
    }

    void choose(const QString &does)
    {
        auto *list = dialog.findChild<QTreeWidget *>(QStringLiteral("commandList"));
        QList<QTreeWidgetItem *> found =
            list->findItems(does, Qt::MatchExactly | Qt::MatchRecursive);
        if (found.size() > 1) // a button of the gamepad does the same
            found.removeIf([](const QTreeWidgetItem *item) { return item->isDisabled(); });
        if (found.size() != 1)
            qFatal("There is no one command %s.", qPrintable(does));
        list->setCurrentItem(found.first());
        list->setFocus();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        auto *field = dialog.findChild<QLineEdit *>(QStringLiteral("keyCatcher"));
        field->setFocus();
        QTest::keyClick(field, key, modifiers);
    }
    QAbstractButton *button(const char *name) const
    {
        return dialog.findChild<QAbstractButton *>(QLatin1StringView(name));
    }
    QString remark() const
    {
        return dialog.findChild<QLabel *>(QStringLiteral("keyRemark"))->text();
    }
    QString shown() const
    {
        const auto *list = dialog.findChild<QTreeWidget *>(QStringLiteral("commandList"));
        return list->currentItem()->text(1);
    }

    KeyEditor dialog;
};

} // namespace

//! Choosing keys of one's own.
class TestKeyEditor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aKeyThatIsPressedIsTheKeyFromThenOnAndIsKept()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("window.ini"));
        {
            UserSettings settings(file);
            Editor editor(&settings);
            editor.choose(QStringLiteral("Autofocus"));
            QCOMPARE(editor.shown(), QStringLiteral("A"));
            editor.press(Qt::Key_F7, Qt::ShiftModifier);
            QCOMPARE(editor.shown(), QStringLiteral("Shift+F7"));
            QCOMPARE(settings.keys().keys(QStringLiteral("autofocusAction")),
                     Keys {Qt::SHIFT | Qt::Key_F7});
        }
        const UserSettings again(file);
        QCOMPARE(again.keys().keys(QStringLiteral("autofocusAction")),
                 Keys {Qt::SHIFT | Qt::Key_F7});
    }

    void aConflictIsShownAtOnceAndChangesNothing()
    {
        UserSettings settings {{}};
        Editor editor(&settings);
        editor.choose(QStringLiteral("Autofocus"));
        QVERIFY(!editor.button("takeKey")->isEnabled());
        editor.press(Qt::Key_M);
        QCOMPARE(editor.remark(),
                 QStringLiteral("Not changed. M is the key for: Mark this place."));
        QVERIFY(settings.keys() == KeyMap());
        QCOMPARE(editor.shown(), QStringLiteral("A"));
        QVERIFY(editor.button("takeKey")->isEnabled());
        editor.choose(QStringLiteral("Crosshair")); // the conflict was another command's
        QVERIFY(!editor.button("takeKey")->isEnabled());
        QCOMPARE(editor.remark(), QString());
        editor.press(Qt::Key_Space); // cannot be had at all
        QVERIFY(!editor.button("takeKey")->isEnabled());
        QVERIFY(editor.remark().startsWith(QStringLiteral("Not changed.")));
        QVERIFY(settings.keys() == KeyMap());
    }

    void aKeyIsTakenFromTheOtherCommandByAButtonOnly()
    {
        UserSettings settings {{}};
        Editor editor(&settings);
        editor.choose(QStringLiteral("Autofocus"));
        editor.press(Qt::Key_M);
        editor.button("takeKey")->click();
        QCOMPARE(editor.shown(), QStringLiteral("M"));
        QVERIFY2(editor.remark().contains(QStringLiteral("Mark this place")),
                 qPrintable(editor.remark()));
        QCOMPARE(settings.keys().keys(QStringLiteral("markAction")), Keys());
        // The way back: its usual key is that of the other command now.
        editor.choose(QStringLiteral("Mark this place"));
        QCOMPARE(editor.shown(), QString());
        editor.button("usualKey")->click();
        QVERIFY(editor.remark().startsWith(QStringLiteral("Not changed.")));
        editor.button("takeKey")->click();
        QCOMPARE(editor.shown(), QStringLiteral("M"));
        QVERIFY(settings.keys().isUsual(QStringLiteral("markAction")));
        editor.choose(QStringLiteral("Autofocus"));
        editor.button("usualKey")->click();
        QVERIFY(settings.keys() == KeyMap());
    }

    void aCommandMayBeLeftWithoutAKey()
    {
        UserSettings settings {{}};
        Editor editor(&settings);
        editor.choose(QStringLiteral("Quit"));
        editor.button("noKey")->click();
        QCOMPARE(editor.shown(), QString());
        QVERIFY(!editor.button("noKey")->isEnabled());
        editor.button("allKeysUsual")->click();
        QCOMPARE(editor.shown(), QStringLiteral("Ctrl+Q"));
        QVERIFY(settings.keys() == KeyMap());
        QVERIFY(!editor.button("allKeysUsual")->isEnabled());
    }

    void aSignThatNeedsShiftIsTheSign()
    {
        UserSettings settings {{}};
        Editor editor(&settings);
        editor.choose(QStringLiteral("Autofocus"));
        auto *field = editor.dialog.findChild<QLineEdit *>(QStringLiteral("keyCatcher"));
        QKeyEvent press(QEvent::KeyPress, Qt::Key_Exclam, Qt::ShiftModifier, QStringLiteral("!"));
        QCoreApplication::sendEvent(field, &press);
        QCOMPARE(editor.shown(), QStringLiteral("!"));
    }

    void whatIsFixedCannotBeChosen()
    {
        UserSettings settings {{}};
        const Editor editor(&settings);
        const auto *list = editor.dialog.findChild<QTreeWidget *>(QStringLiteral("commandList"));
        const QList<QTreeWidgetItem *> stop =
            list->findItems(QStringLiteral("STOP: ends"), Qt::MatchStartsWith | Qt::MatchRecursive);
        QCOMPARE(stop.size(), 1);
        QVERIFY(stop.first()->isDisabled());
        QVERIFY(list->currentItem() != stop.first());
    }
};

HOLDFAST_TEST(TestKeyEditor)

} // namespace tst_keyeditor

#include "tst_keyeditor.moc"
