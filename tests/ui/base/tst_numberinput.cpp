// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/fakerich.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/number/durationbox.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/settings/settingsdialog.h"
#include "ui/settings/usersettings.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

namespace tst_numberinput {

using namespace Holdfast;

namespace {

void type(QAbstractSpinBox *box, const QString &text)
{
    box->selectAll();
    QTest::keyClicks(box, text);
}

void turnWheel(QWidget *widget)
{
    const QPointF middle = QRectF(widget->rect()).center();
    QWheelEvent wheel(middle, widget->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget, &wheel);
}

QString contentsOf(const QWidget *widget)
{
    if (const auto *box = qobject_cast<const QAbstractSpinBox *>(widget))
        return box->text();
    const auto *choice = qobject_cast<const QComboBox *>(widget);
    return choice ? choice->currentText() : QString();
}

//! Returns the widgets in \a window that a wheel has changed that was turned over them, and those
//! that take the focus by it.
QStringList movedByTheWheel(const QWidget &window)
{
    QStringList moved;
    for (auto *widget : window.findChildren<QWidget *>()) {
        const bool isBox =
            qobject_cast<QAbstractSpinBox *>(widget) || qobject_cast<QComboBox *>(widget);
        if (!isBox)
            continue;
        widget->setEnabled(true);
        const QString before = contentsOf(widget);
        turnWheel(widget);
        turnWheel(widget);
        if (contentsOf(widget) != before || widget->focusPolicy() == Qt::WheelFocus)
            moved << widget->objectName();
    }
    return moved;
}

} // namespace

class TestNumberInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale::c());
        failOnAnyWarning();
    }

    void aNumberOutOfRangeStaysWhatItIsAndChangesNothing_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("said");
        QTest::newRow("too large") << QStringLiteral("250000")
                                   << QStringLiteral("250000 steps is too large: at most 100000");
        QTest::newRow("too small")
            << QStringLiteral("-5") << QStringLiteral("-5 steps is too small: at least 1 steps.");
        QTest::newRow("larger than any integer")
            << QStringLiteral("99999999999") << QStringLiteral("99999999999 steps is too large");
        QTest::newRow("a fraction")
            << QStringLiteral("7.5") << QStringLiteral("not a whole number");
        QTest::newRow("grouped") << QStringLiteral("1.000.0") << QStringLiteral("decimal sign");
        QTest::newRow("a word") << QStringLiteral("far") << QStringLiteral("not a number");
        QTest::newRow("nothing") << QStringLiteral(" ") << QStringLiteral("Nothing is entered.");
    }

    void aNumberOutOfRangeStaysWhatItIsAndChangesNothing()
    {
        QFETCH(QString, typed);
        QFETCH(QString, said);
        QWidget window;
        WholeNumberBox box(&window);
        box.setRange(1, 100'000);
        box.setSuffix(QStringLiteral(" steps"));
        box.setValue(42);
        auto *elsewhere = new QLineEdit(&window);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        box.setFocus();
        const QSignalSpy changed(&box, &QSpinBox::valueChanged);
        type(&box, typed);
        const QString text = box.text();
        QVERIFY2(text.contains(typed.trimmed()), qPrintable(text));
        QVERIFY2(box.problem().contains(said), qPrintable(box.problem()));
        QTest::keyClick(&box, Qt::Key_Return);
        if (!box.isBlank())
            QTest::keyClick(&box, Qt::Key_Up);
        elsewhere->setFocus();
        box.hide();
        box.show();
        QCOMPARE(box.text(), text);
        QVERIFY(!box.problem().isEmpty());
        QCOMPARE(box.value(), 42);
        QCOMPARE(box.entered(), 42);
        QCOMPARE(changed.size(), 0);
        box.setFocus();
        type(&box, QStringLiteral("100000"));
        QCOMPARE(box.entered(), 100'000);
        QCOMPARE(box.value(), 42); // not before it is said
        QTest::keyClick(&box, Qt::Key_Return);
        QCOMPARE(box.value(), 100'000);
        QCOMPARE(changed.size(), 1);
    }

    void aValueThatIsOutOfRangeIsShownAsItIs()
    {
        WholeNumberBox box;
        box.setRange(1, 100'000);
        const QSignalSpy changed(&box, &QSpinBox::valueChanged);
        box.showNumber(250'000);
        QCOMPARE(box.text(), QStringLiteral("250000"));
        QVERIFY(box.problem().contains(QStringLiteral("at most 100000")));
        NumberBox number;
        number.setRange(0, 1);
        number.showNumber(1.5);
        QCOMPARE(number.text(), QStringLiteral("1.5"));
        QVERIFY(!number.problem().isEmpty());
        QCOMPARE(changed.size(), 0);
    }

    void anEmptyBoxIsNotZero()
    {
        WholeNumberBox box;
        box.setRange(-10, 10);
        box.clear();
        QVERIFY(box.isBlank());
        QCOMPARE(box.problem(), QStringLiteral("Nothing is entered."));
        QTest::keyClicks(&box, QStringLiteral("0"));
        QVERIFY(!box.isBlank());
        QCOMPARE(box.problem(), QString());
    }

    void aTimeIsReadByTheSameRuleInEveryLanguage_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("microseconds");
        QTest::newRow("point") << QStringLiteral("0.500 ms") << 500.0;
        QTest::newRow("comma") << QStringLiteral("0,500 ms") << 500.0;
        QTest::newRow("a fraction") << QStringLiteral("1.5 ms") << 1500.0;
        QTest::newRow("zeros behind the sign") << QStringLiteral("20.000 us") << 20.0;
        QTest::newRow("without a space") << QStringLiteral("2ms") << 2000.0;
        QTest::newRow("in the unit shown") << QStringLiteral("25") << 25'000.0;
    }

    void aTimeIsReadByTheSameRuleInEveryLanguage()
    {
        QFETCH(QString, typed);
        QFETCH(double, microseconds);
        for (const auto language : {QLocale::English, QLocale::German}) {
            QLocale::setDefault(QLocale(language));
            DurationBox box;
            box.setWhole();
            box.setRange(1, 33'240);
            box.setValue(10'000);
            type(&box, typed);
            QCOMPARE(box.problem(), QString());
            QTest::keyClick(&box, Qt::Key_Return);
            QCOMPARE(box.value(), microseconds);
        }
    }

    void aTimeThatMayNotBeIsSaidWithItsUnit()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        DurationBox box;
        box.setWhole();
        box.setRange(1, 33'240);
        box.setValue(10'000);
        const QSignalSpy changed(&box, &QDoubleSpinBox::valueChanged);
        type(&box, QStringLiteral("50 ms"));
        QCOMPARE(box.problem(), QStringLiteral("50 ms is too large: at most 33,24 ms."));
        type(&box, QStringLiteral("1,2345 ms"));
        QVERIFY2(box.problem().contains(QStringLiteral("microseconds")), qPrintable(box.problem()));
        QTest::keyClick(&box, Qt::Key_Return);
        QCOMPARE(box.value(), 10'000.0);
        QCOMPARE(changed.size(), 0);
    }

    void deletingALetterOfTheUnitHarmsNothing()
    {
        WholeNumberBox box;
        box.setRange(1, 100'000);
        box.setSuffix(QStringLiteral(" steps"));
        box.setValue(57);
        box.edit()->setCursorPosition(int(box.text().size()));
        QTest::keyClick(&box, Qt::Key_Backspace);
        QCOMPARE(box.text(), QStringLiteral("57 steps"));
        QCOMPARE(box.problem(), QString());
    }

    void theWheelOverABoxWithoutFocusChangesNothing()
    {
        const Fake::Bench bench({true, true, true, true, true});
        UserSettings settings({});
        MainWindow window(bench.operatorSession, &settings);
        auto *things = window.findChild<QAbstractItemView *>(QStringLiteral("thingsList"));
        for (int row = 0; row < things->model()->rowCount(); ++row)
            things->setCurrentIndex(things->model()->index(row, 0)); // makes its panel
        window.setServerProblem(QStringLiteral("Port 5000 is taken."), 5001);
        window.show();
        QVERIFY(window.findChildren<QAbstractSpinBox *>().size() > 10);
        QCOMPARE(movedByTheWheel(window), QStringList());
        const SettingsDialog dialog(&settings);
        QCOMPARE(movedByTheWheel(dialog), QStringList());
    }
};

HOLDFAST_TEST(TestNumberInput)

} // namespace tst_numberinput

#include "tst_numberinput.moc"
