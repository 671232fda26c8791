// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "core/thing/value.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_thingcheck {

using namespace Holdfast;
using namespace std::chrono_literals;

//! \brief Does everything as it should.
class CarefulValve : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int opening READ opening WRITE setOpening NOTIFY openingChanged)
    Q_PROPERTY(int lamp READ lamp WRITE setLamp NOTIFY lampChanged)
public:
    CarefulValve()
    {
        describe("opening", {}).range({5, 10});
        describe("lamp", {}).withoutGlobalLock();
        describe("look", {}).withoutGlobalLock();
    }
    int opening() const { return m_opening; }
    void setOpening(int opening)
    {
        const auto hold = holdGlobalLock();
        m_opening = opening;
    }
    int lamp() const { return m_lamp; }
    void setLamp(int lamp) { m_lamp = lamp; }

    Q_INVOKABLE void shake(double seconds)
    {
        const auto hold = holdGlobalLock();
        cancellableSleep(std::chrono::duration<double>(seconds));
    }
    Q_INVOKABLE int look() { throw ThingError(QStringLiteral("It is dark.")); }
    Q_INVOKABLE void stop() { }

Q_SIGNALS:
    void openingChanged(int opening);
    void lampChanged(int lamp);

private:
    Value<int> m_opening {this, &CarefulValve::openingChanged, 5};
    Value<int> m_lamp {this, &CarefulValve::lampChanged};
};

//! \brief Does everything wrong that the check is there to find.
class CarelessValve : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int opening READ opening WRITE setOpening)
    Q_PROPERTY(int pressure READ pressure)
public:
    CarelessValve() { describe("look", {}).withoutGlobalLock(); }

    int opening() const { return 0; }
    void setOpening(int) { }
    int pressure() const
    {
        const auto hold = holdGlobalLock();
        return 0;
    }
    Q_INVOKABLE void runs() { }
    Q_INVOKABLE void runsForEver() { cancellableSleep(24h); }
    Q_INVOKABLE void failsFirst() { throw ThingError(QStringLiteral("No pressure.")); }
    Q_INVOKABLE void look() { const auto hold = holdGlobalLock(); }
};

class TestThingCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void findsNothingWrongWithACarefulThing()
    {
        ThingFixture fixture([] { return std::make_unique<CarefulValve>(); });
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(fixture).failures(), QStringList());
        QVERIFY(!fixture.lock()->status().isHeld());
    }

    void findsAllThatIsWrongWithACarelessOne()
    {
        ThingFixture fixture([] { return std::make_unique<CarelessValve>(); });
        const QString notRefused =
            QStringLiteral(" was not refused while a stranger held the lock: ");
        const QString refused = QStringLiteral(
            " was refused because a stranger held the lock, which it should not need.");
        const QStringList expected {
            QStringLiteral("Setting the property 'opening'") + notRefused
                + QStringLiteral("it ran."),
            QStringLiteral("Reading the property 'pressure'") + refused,
            QStringLiteral("The action 'fails_first'") + notRefused
                + QStringLiteral("it failed with \"No pressure.\"."),
            QStringLiteral("The action 'look'") + refused,
            QStringLiteral("The action 'runs'") + notRefused + QStringLiteral("it ran."),
            QStringLiteral("The action 'runs_for_ever'") + notRefused + QStringLiteral("it ran."),
        };
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(fixture).failures(), expected);
    }

    void cannotCheckWithoutALock()
    {
        ThingFixture fixture([] { return std::make_unique<CarefulValve>(); }, {},
                             ThingFixture::Lock::Disabled);
        QVERIFY_THROWS_EXCEPTION(std::logic_error,
                                 (void)ThingCheck::lockedMutatorsRefuseStrangers(fixture));
    }
};

HOLDFAST_GUILESS_TEST(TestThingCheck)

} // namespace tst_thingcheck

#include "tst_thingcheck.moc"
