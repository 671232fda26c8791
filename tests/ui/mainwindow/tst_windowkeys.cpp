// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/windowkeys.h"

#include <QAction>
#include <QFile>
#include <QTest>

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
        for (const KeyHint &hint : windowKeys())
            rows << QStringLiteral("| %1 | %2 | %3 |").arg(hint.group, hint.keys, hint.does);
        QFile manual(QStringLiteral(HOLDFAST_DOCS "/operate.md"));
        QVERIFY(manual.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(manual.readAll()).split(u'\n');
        const qsizetype first = lines.indexOf(head);
        const qsizetype end = lines.indexOf(QString(), first);
        QVERIFY2(first >= 0 && end > first, "docs/operate.md has no table of the keys");
        QCOMPARE(lines.mid(first, end - first), rows);
    }

    void everyShortcutOfTheWindowIsInTheTable()
    {
        const Fake::Bench bench({true, true, true, true, true});
        const MainWindow window(bench.operatorSession);
        const QList<KeyHint> hints = windowKeys();
        QStringList missing;
        int shortcuts = 0;
        for (const auto *action : window.findChildren<QAction *>()) {
            for (const QKeySequence &key : action->shortcuts()) {
                ++shortcuts;
                const QString name = key.toString(QKeySequence::NativeText);
                const bool isThere =
                    std::any_of(hints.begin(), hints.end(), [&name](const KeyHint &hint) {
                        return hint.keys == name
                               || hint.keys.split(QStringLiteral(", ")).contains(name)
                               || hint.keys.split(QStringLiteral(" or ")).contains(name);
                    });
                if (!isThere)
                    missing << name + u' ' + action->objectName();
            }
        }
        QCOMPARE(missing, QStringList());
        QVERIFY(shortcuts > 15);
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
