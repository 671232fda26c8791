// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallockbusyerror.h"
#include "tests/program/testprogram.h"

#include <QMetaEnum>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace tst_refusalreason {

using namespace Holdfast;

//! The one table of the reasons of a refusal: what it takes for a new one.
class TestRefusalReason : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void eachReasonHasItsRow()
    {
        const auto values = QMetaEnum::fromType<RefusalReason::Value>();
        QCOMPARE(int(refusalReasons.size()), values.keyCount());
        for (int i = 0; i < values.keyCount(); ++i)
            QVERIFY(RefusalReason::rowOf(RefusalReason::Value(values.value(i))).value
                    == RefusalReason::Value(values.value(i)));
    }

    void aWordIsTheNameInSnakeCase()
    {
        const auto values = QMetaEnum::fromType<RefusalReason::Value>();
        for (const RefusalReason::Row &row : refusalReasons) {
            QString name = QString::fromLatin1(values.valueToKey(int(row.value)));
            name.replace(QRegularExpression(QStringLiteral("(?<=.)([A-Z])")),
                         QStringLiteral("_\\1"));
            QCOMPARE(QString::fromLatin1(row.word), name.toLower());
        }
    }

    void numbersAreLikeNoOther()
    {
        QSet<int> numbers;
        for (const RefusalReason::Row &row : refusalReasons) {
            QVERIFY(row.number > 0 && row.number < 100);
            QCOMPARE(RefusalReason::withNumber(row.number), &row);
            numbers << row.number;
        }
        QCOMPARE(std::size_t(numbers.size()), refusalReasons.size());
        QVERIFY(!RefusalReason::withNumber(0));
    }

    void eachHasASentence()
    {
        for (const RefusalReason::Row &row : refusalReasons) {
            const GlobalLockBusyError error({}, {}, 0, row.value);
            QVERIFY2(
                QRegularExpression(QStringLiteral("^The .*could not be acquired: [^{}]+[^{}.]\\.$"))
                    .match(error.message())
                    .hasMatch(),
                error.what());
        }
    }
};

HOLDFAST_GUILESS_TEST(TestRefusalReason)

} // namespace tst_refusalreason

#include "tst_refusalreason.moc"
