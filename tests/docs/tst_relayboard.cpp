// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "docs/examples/relayboard/relayboard.h"

#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_relayboard {

using namespace Holdfast;

class TestRelayBoard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void eachRelayIsAProperty()
    {
        ThingFixture board([] { return std::make_unique<RelayBoard>(); });
        QCOMPARE(board.read(QStringLiteral("pump")), Json(false));
        board.write(QStringLiteral("pump"), true);
        QCOMPARE(board.read(QStringLiteral("pump")), Json(true));
        QCOMPARE(board.read(QStringLiteral("lamp")), Json(false));
    }

    void aPulseEndsOpen()
    {
        ThingFixture board([] { return std::make_unique<RelayBoard>(); });
        const auto pulse =
            board.start(QStringLiteral("pulse"), Json {{"relay", "lamp"}, {"seconds", 60}});
        QTRY_COMPARE_WITH_TIMEOUT(board.read(QStringLiteral("lamp")), Json(true), 20'000);
        pulse->cancel();
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, (void)pulse->wait());
        QCOMPARE(board.read(QStringLiteral("lamp")), Json(false));
        QVERIFY_THROWS_EXCEPTION(
            std::invalid_argument,
            board.invoke(QStringLiteral("pulse"), Json {{"relay", "fan"}, {"seconds", 1}}));
    }

    void refusesStrangers()
    {
        ThingFixture board([] { return std::make_unique<RelayBoard>(); });
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(board).failures(), QStringList());
    }
};

HOLDFAST_GUILESS_TEST(TestRelayBoard)

} // namespace tst_relayboard

#include "tst_relayboard.moc"
