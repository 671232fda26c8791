// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/testing/thingfixture.h"
#include "core/thing/value.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <atomic>
#include <thread>

namespace tst_value {

using namespace Holdfast;

class Counter : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int doubled READ doubled NOTIFY doubledChanged)
    Q_PROPERTY(QString text READ text NOTIFY textChanged)
public:
    int count() const { return value; }
    int doubled() const { return 2 * value; }
    QString text() const { return word; }

    Value<int> value {this, &Counter::countChanged, 7};
    Value<QString> word {this, &Counter::textChanged};

Q_SIGNALS:
    void countChanged(int count);
    void doubledChanged();
    void textChanged();
};

class TestValue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void notifiesEveryTimeItIsSet()
    {
        Counter counter;
        QList<int> told;
        connect(&counter, &Counter::countChanged, this, [&told](int count) { told << count; });
        QCOMPARE(counter.count(), 7);
        counter.value = 8;
        counter.value.set(8);
        counter.value.update([](int &n) { n += 2; });
        QCOMPARE(told, QList<int>({8, 8, 10}));
        QCOMPARE(counter.value.get(), 10);
    }

    void aSignalWithoutAnArgumentWillDo()
    {
        Counter counter;
        int told = 0;
        connect(&counter, &Counter::textChanged, this, [&told] { ++told; });
        counter.word = QStringLiteral("new");
        QCOMPARE(told, 1);
        QCOMPARE(counter.text(), QStringLiteral("new"));
    }

    void isReadWithoutTheGetterWhereItIsBehindTheProperty()
    {
        ThingFixture fixture([] { return std::make_unique<Counter>(); });
        const Affordances &all = fixture.thing().affordances();
        QVERIFY(bool(all.property(u"count")->readNow));
        QVERIFY(bool(all.property(u"text")->readNow));
        QVERIFY(!all.property(u"doubled")->readNow);
        fixture.thing<Counter>().value = 21;
        QCOMPARE(all.property(u"count")->readNow().toInt(), 21);
        QCOMPARE(fixture.read(QStringLiteral("count")), Json(21));
        QCOMPARE(fixture.read(QStringLiteral("doubled")), Json(42));
    }

    void changesFromManyThreadsAreAllKept()
    {
        Counter counter;
        counter.value = 0;
        std::atomic<int> told {0};
        connect(
            &counter, &Counter::countChanged, &counter, [&told] { ++told; }, Qt::DirectConnection);
        const auto count = [&counter] {
            for (int i = 0; i < 5000; ++i)
                counter.value.update([](int &n) { ++n; });
        };
        std::thread other(count);
        count();
        other.join();
        QCOMPARE(counter.count(), 10'000);
        QCOMPARE(told.load(), 10'000);
    }

    void isNeverReadHalfSet()
    {
        Counter counter;
        const QString a(1000, u'a');
        const QString b(1000, u'b');
        counter.word = a;
        std::atomic<bool> enough {false};
        std::thread writer([&] {
            for (int i = 0; i < 5000; ++i)
                counter.word = i % 2 ? a : b;
            enough = true;
        });
        bool whole = true;
        while (!enough) {
            const QString read = counter.text();
            whole = whole && (read == a || read == b);
        }
        writer.join();
        QVERIFY(whole);
    }
};

HOLDFAST_GUILESS_TEST(TestValue)

} // namespace tst_value

#include "tst_value.moc"
