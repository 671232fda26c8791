// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "ui/lock/control/lockrule.h"

#include <QRegularExpression>
#include <QTest>

using namespace Holdfast;

namespace {

LockOwner ownedBy(Principal::Kind kind)
{
    LockOwner owner;
    owner.principal = {kind, QStringLiteral("owner"), {}};
    owner.operation = QStringLiteral("stage.move_relative");
    return owner;
}

LockSituation heldBy(Principal::Kind kind)
{
    LockSituation now;
    now.status.owner = ownedBy(kind);
    return now;
}

LockSituation free()
{
    return {};
}

LockSituation switchedOff()
{
    LockSituation now;
    now.isEnabled = false;
    return now;
}

LockSituation stopped()
{
    LockSituation now;
    now.status.mode = {LockMode::Stopped,
                       Principal::client(QStringLiteral("script"), {}),
                       {},
                       QDateTime::currentDateTimeUtc()};
    return now;
}

LockSituation localOnly()
{
    LockSituation now = heldBy(Principal::Kind::Client);
    now.status.mode.mode = LockMode::LocalOnly;
    return now;
}

LockSituation broken()
{
    LockSituation now = heldBy(Principal::Kind::Client);
    now.status.owner->breaking = LockBreak {};
    return now;
}

LockSituation stuck(Principal::Kind kind)
{
    LockSituation now = heldBy(kind);
    now.status.owner->stuck = true;
    return now;
}

LockSituation controlled()
{
    LockSituation now = heldBy(Principal::Kind::Operator);
    now.hasControl = true;
    return now;
}

using Rule = Permission (*)(const LockSituation &);

} // namespace

Q_DECLARE_METATYPE(LockSituation)

namespace tst_lockrule {

class TestLockRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void whatMayBeDone_data()
    {
        using Kind = Principal::Kind;
        QTest::addColumn<LockSituation>("now");
        // The reason of a refusal begins like this; empty: it may be done.
        QTest::addColumn<QString>("ask");
        QTest::addColumn<QString>("take");
        QTest::addColumn<QString>("breakIt");
        QTest::addColumn<QString>("reserve");
        const QString yes;
        const auto no = [](const char *reason) { return QString::fromUtf8(reason); };

        QTest::newRow("a free lock can be taken and reserved")
            << free() << no("The lock is free") << yes << no("The lock is free") << yes;
        QTest::newRow("a client's hold can be asked for and broken")
            << heldBy(Kind::Client) << yes << yes << yes << yes;
        QTest::newRow("so can Holdfast's own") << heldBy(Kind::System) << yes << yes << yes << yes;
        QTest::newRow("one's own operation is cancelled, not broken")
            << heldBy(Kind::Operator) << no("You hold the lock yourself.") << yes
            << no("You hold the lock yourself: cancel") << yes;
        QTest::newRow("one's own control is given back, not broken")
            << controlled() << no("You hold the lock yourself.") << yes
            << no("You hold the lock yourself: give control back.") << yes;
        QTest::newRow("what is reserved for this machine is the operator's all the same")
            << localOnly() << yes << yes << yes << yes;
        QTest::newRow("what is broken already is left to end")
            << broken() << no("The hold has been broken") << yes
            << no("The hold has been broken already") << yes;
        QTest::newRow("who is stuck cannot hear, but be broken")
            << stuck(Kind::Client) << no("The owner is stuck") << yes << yes << yes;
        QTest::newRow("one's own hold can be broken when it is stuck")
            << stuck(Kind::Operator) << no("You hold the lock yourself.") << yes << yes << yes;
        QTest::newRow("nothing can be taken while everything is stopped")
            << stopped() << no("The lock is free") << no("Stopped by script since")
            << no("The lock is free") << no("Stopped by script since");
        QTest::newRow("a lock that is switched off only turns away")
            << switchedOff() << no("The configuration") << no("The configuration")
            << no("The configuration") << yes;
    }

    void whatMayBeDone()
    {
        QFETCH(LockSituation, now);
        const auto check = [&](Rule rule, const QString &reason) {
            const Permission permission = rule(now);
            QCOMPARE(permission.allowed, reason.isEmpty());
            QVERIFY2(permission.reason.startsWith(reason), qPrintable(permission.reason));
            QCOMPARE(permission.reason.isEmpty(), permission.allowed);
        };
        QFETCH(QString, ask);
        check(&LockRule::mayAsk, ask);
        QFETCH(QString, take);
        check(&LockRule::mayTake, take);
        QFETCH(QString, breakIt);
        check(&LockRule::mayBreak, breakIt);
        QFETCH(QString, reserve);
        check(&LockRule::mayReserve, reserve);
    }

    void whileEverythingIsStoppedNothingMayBeChanged()
    {
        const Permission permission = LockRule::mayChange(stopped().status.mode);
        QVERIFY(!permission.allowed);
        QVERIFY(permission.reason.endsWith(QStringLiteral("clear the stop first.")));
        QVERIFY(LockRule::mayChange(localOnly().status.mode).allowed);
        QVERIFY(LockRule::mayChange(free().status.mode).allowed);
    }
};

HOLDFAST_GUILESS_TEST(TestLockRule)

} // namespace tst_lockrule

#include "tst_lockrule.moc"
