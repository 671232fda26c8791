// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/text/textbox.h"
#include "ui/mainwindow/startfailurewindow.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

namespace tst_startfailurewindow {

using namespace Holdfast;

class TestStartFailureWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void saysWhatIsWrongLetterByLetter()
    {
        const QString error = QStringLiteral("<b>lab.json</b>: things:\nThe lamp &amp; more.");
        StartFailureWindow window(error, QStringLiteral("Clients see it at http://x/."));
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const auto *box = window.findChild<TextBox *>();
        QVERIFY(box && box->isVisible());
        QCOMPARE(box->text(), error);
        const auto *label = window.findChild<QLabel *>(QStringLiteral("startError"));
        QCOMPARE(label->textFormat(), Qt::PlainText);
        const auto *served = window.findChild<QLabel *>(QStringLiteral("startServed"));
        QCOMPARE(served->text(), QStringLiteral("Clients see it at http://x/."));
        QCOMPARE(served->textFormat(), Qt::PlainText);
    }

    void itsButtonEndsIt()
    {
        StartFailureWindow window(QStringLiteral("error"), {});
        QSignalSpy closed(&window, &StartFailureWindow::closed);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.findChild<QPushButton *>(QStringLiteral("startEnd"))->click();
        QCOMPARE(closed.count(), 1);
        QVERIFY(!window.isVisible());
    }
};

HOLDFAST_TEST(TestStartFailureWindow)

} // namespace tst_startfailurewindow

#include "tst_startfailurewindow.moc"
