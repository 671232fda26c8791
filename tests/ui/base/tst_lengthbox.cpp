// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/length/lengthbox.h"

#include <QSignalSpy>
#include <QTest>

namespace tst_lengthbox {

using namespace Holdfast;

namespace {

const QString micrometres = QStringLiteral(" \u00b5m");

//! \brief A box whose steps are 0.08 micrometres long.
class Box : public LengthBox
{
public:
    explicit Box(int steps = 200)
    {
        setRange(-100'000, 100'000);
        setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        setValue(steps);
        setScale(0.08, micrometres);
        show();
    }

    void enter(const QString &text)
    {
        setFocus();
        edit()->selectAll();
        QTest::keyClicks(this, text);
        QTest::keyClick(this, Qt::Key_Return);
    }
};

} // namespace

//! Tests a box that is read in micrometres and has a whole number of steps.
class TestLengthBox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale::c());
        failOnAnyWarning();
    }

    void isReadInItsUnit_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("steps");
        QTest::addColumn<QString>("shown");
        QTest::newRow("round") << QStringLiteral("24") << 300 << QStringLiteral("24");
        QTest::newRow("a fraction") << QStringLiteral("0,16") << 2 << QStringLiteral("0.16");
        QTest::newRow("between two steps") << QStringLiteral("5") << 63 << QStringLiteral("5.04");
        QTest::newRow("negative") << QStringLiteral("-16") << -200 << QStringLiteral("-16");
        QTest::newRow("less than half a step")
            << QStringLiteral("0.03") << 0 << QStringLiteral("0");
    }

    void isReadInItsUnit()
    {
        QFETCH(const QString, typed);
        QFETCH(const int, steps);
        QFETCH(const QString, shown);
        Box box;
        box.enter(typed);
        QCOMPARE(box.value(), steps);
        QCOMPARE(box.text(), shown + micrometres);
    }

    void whatIsOutOfRangeIsSaidInItsUnit()
    {
        Box box;
        box.enter(QStringLiteral("8000.5"));
        QCOMPARE(box.value(), 200);
        QCOMPARE(box.problem(),
                 QStringLiteral("8000.5 \u00b5m is too large: at most 8000 \u00b5m."));
    }

    void theArrowsGoToRoundNumbers_data()
    {
        QTest::addColumn<int>("steps");
        QTest::addColumn<QStringList>("up");
        QTest::addColumn<QStringList>("down");
        QTest::newRow("16") << 200 << QStringList {QStringLiteral("17.04"), QStringLiteral("18")}
                            << QStringList {QStringLiteral("15.04"), QStringLiteral("14")};
        QTest::newRow("80") << 1000 << QStringList {QStringLiteral("81.04"), QStringLiteral("82")}
                            << QStringList {QStringLiteral("79.04"), QStringLiteral("78")};
        QTest::newRow("a step") << 1 << QStringList {QStringLiteral("0.16"), QStringLiteral("0.24")}
                                << QStringList {QStringLiteral("0"), QStringLiteral("-0.08")};
        QTest::newRow("100") << 1250 << QStringList {QStringLiteral("110"), QStringLiteral("120")}
                             << QStringList {QStringLiteral("99.04"), QStringLiteral("98")};
    }

    void theArrowsGoToRoundNumbers()
    {
        QFETCH(const int, steps);
        QFETCH(const QStringList, up);
        QFETCH(const QStringList, down);
        for (const auto &[key, texts] :
             {std::pair {Qt::Key_Up, up}, std::pair {Qt::Key_Down, down}}) {
            Box box(steps);
            box.setFocus();
            for (const QString &text : texts) {
                QTest::keyClick(&box, key);
                QCOMPARE(box.text(), text + micrometres);
            }
        }
    }

    //! However short an arrow's way is, it leads somewhere; and at the end of the range it stays.
    void noArrowIsStuck()
    {
        for (const double perStep : {0.08, 0.07, 0.3, 3.0, 17.0}) {
            Box box(0);
            box.setRange(-300, 300);
            box.setScale(perStep, micrometres);
            box.setFocus();
            int before = box.value();
            for (int i = 0; i < 2000 && box.value() < 300; ++i) {
                QTest::keyClick(&box, Qt::Key_Up);
                QVERIFY(box.value() > before);
                before = box.value();
            }
            QCOMPARE(box.value(), 300);
            for (int i = 0; i < 2000 && box.value() > -300; ++i) {
                QTest::keyClick(&box, Qt::Key_Down);
                QVERIFY(box.value() < before);
                before = box.value();
            }
            QCOMPARE(box.value(), -300);
        }
    }

    void anotherUnitChangesNoValue()
    {
        Box box(201);
        const QSignalSpy changed(&box, &QSpinBox::valueChanged);
        QCOMPARE(box.text(), QStringLiteral("16.08 \u00b5m"));
        box.setScale(1, QStringLiteral(" steps"));
        QCOMPARE(box.text(), QStringLiteral("201 steps"));
        box.setScale(0.05, micrometres);
        QCOMPARE(box.text(), QStringLiteral("10.05 \u00b5m"));
        QCOMPARE(box.value(), 201);
        QVERIFY(changed.isEmpty());
        box.clear();
        box.setScale(0.08, micrometres);
        QVERIFY(box.isBlank());
    }

    void inStepsAFractionIsAProblem()
    {
        Box box;
        box.setScale(1, QStringLiteral(" steps"));
        box.enter(QStringLiteral("10.5"));
        QCOMPARE(box.value(), 200);
        QCOMPARE(box.problem(), QStringLiteral("10.5 steps is not a whole number."));
    }
};

HOLDFAST_TEST(TestLengthBox)

} // namespace tst_lengthbox

#include "tst_lengthbox.moc"
