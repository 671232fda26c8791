// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/holder.h"
#include "tests/lock/elsewhere.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace tst_holder {

using namespace Holdfast;
using Kind = Principal::Kind;

//! Tests how a holder names the worker and its client.
class TestHolder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void noTwoHoldersAreTheSame();
    void copiesAreTheSameHolder();
    void aThreadWorksForItself();
    void scopesNest();
    void labelsAreWrittenForPeople_data();
    void labelsAreWrittenForPeople();
};

void TestHolder::noTwoHoldersAreTheSame()
{
    const auto make = [] {
        QSet<quint64> ids;
        for (int i = 0; i < 1000; ++i)
            ids.insert(Holder().id());
        return ids;
    };
    auto first = std::async(std::launch::async, make);
    auto second = std::async(std::launch::async, make);
    QCOMPARE((first.get() | second.get() | make()).size(), 3000);
}

void TestHolder::copiesAreTheSameHolder()
{
    const Holder holder(Principal::client(QStringLiteral("tile scan"), {}));
    // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): it is what is tested
    const Holder copy = holder;
    QVERIFY(copy == holder);
    QCOMPARE(copy.principal(), holder.principal());
    QVERIFY(!(Holder(holder.principal()) == holder));
}

void TestHolder::aThreadWorksForItself()
{
    const Holder here = Holder::current();
    QVERIFY(Holder::current() == here);
    QVERIFY(here.principal().kind == Kind::System);
    QVERIFY(!(elsewhere([] { return Holder::current(); }) == here));
}

void TestHolder::scopesNest()
{
    const Holder own = Holder::current();
    const Holder outer;
    const Holder inner;
    {
        const HolderScope outerScope(outer);
        QVERIFY(Holder::current() == outer);
        {
            const HolderScope innerScope(inner);
            QVERIFY(Holder::current() == inner);
            QVERIFY2(!(elsewhere([] { return Holder::current(); }) == inner),
                     "another thread inherits the scope");
        }
        QVERIFY(Holder::current() == outer);
    }
    QVERIFY(Holder::current() == own);
}

void TestHolder::labelsAreWrittenForPeople_data()
{
    QTest::addColumn<Principal>("principal");
    QTest::addColumn<QString>("text");
    QTest::newRow("a client has a name and an address")
        << Principal::client(QStringLiteral("tile scan"), QStringLiteral("127.0.0.1:40112"))
        << QStringLiteral("tile scan (127.0.0.1:40112)");
    QTest::newRow("the operator has a name")
        << Principal {Kind::Operator, QStringLiteral("Ada"), {}} << QStringLiteral("Ada");
    QTest::newRow("a nameless operator is the operator")
        << Principal {Kind::Operator, {}, {}} << QStringLiteral("operator");
    QTest::newRow("a nameless client is a client at an address")
        << Principal::client({}, QStringLiteral("10.0.0.7:5"))
        << QStringLiteral("client (10.0.0.7:5)");
    QTest::newRow("code that named no holder is the system")
        << Principal {} << QStringLiteral("system");
}

void TestHolder::labelsAreWrittenForPeople()
{
    QFETCH(const Principal, principal);
    QFETCH(const QString, text);
    QCOMPARE(principal.toString(), text);
}

HOLDFAST_GUILESS_TEST(TestHolder)

} // namespace tst_holder

#include "tst_holder.moc"
