// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "docs/examples/shutter/shutter.h"

#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_shutter {

using namespace Holdfast;

class TestShutter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void opensAndCloses()
    {
        ThingFixture shutter([] { return std::make_unique<Shutter>(); });
        QCOMPARE(shutter.read(QStringLiteral("open")), Json(false));
        shutter.write(QStringLiteral("open"), true);
        QCOMPARE(shutter.read(QStringLiteral("open")), Json(true));
    }

    void closesWhenAPulseIsCancelled()
    {
        ThingFixture shutter([] { return std::make_unique<Shutter>(); });
        const auto pulse = shutter.start(QStringLiteral("pulse"), Json {{"seconds", 60.0}});
        QTRY_COMPARE_WITH_TIMEOUT(shutter.read(QStringLiteral("open")), Json(true), 20'000);
        pulse->cancel();
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, (void)pulse->wait());
        QCOMPARE(shutter.read(QStringLiteral("open")), Json(false));
    }

    void refusesStrangers()
    {
        ThingFixture shutter([] { return std::make_unique<Shutter>(); });
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(shutter).failures(), QStringList());
    }
};

HOLDFAST_GUILESS_TEST(TestShutter)

} // namespace tst_shutter

#include "tst_shutter.moc"
