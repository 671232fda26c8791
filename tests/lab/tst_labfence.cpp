// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labfence.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_labfence {

using namespace Holdfast;
using enum LabFence::Verdict;

namespace {

const QString s_laser = QStringLiteral("laser");

//! The laser has an owner with \a token at \a revision; 0: none.
LabSnapshot owned(qint64 token, qint64 revision)
{
    LabSnapshot snapshot;
    snapshot.revision = revision;
    if (token > 0)
        snapshot.owners.insert(s_laser, {QStringLiteral("t"), token});
    return snapshot;
}

} // namespace

//! The last word on a shared resource.
class TestLabFence : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void letsTheOwnerThrough()
    {
        LabFence fence;
        QCOMPARE(fence.judge(s_laser, 7, owned(7, 9)), Pass);
        QCOMPARE(fence.judge(s_laser, 7, owned(7, 20)), Pass);
        QCOMPARE(fence.highest(), (QMap<QString, qint64> {{s_laser, 7}}));
    }

    void refusesWhoIsNotTheOwner_data()
    {
        QTest::addColumn<qint64>("token");
        QTest::addColumn<qint64>("owner");
        QTest::newRow("an owner from before") << qint64 {6} << qint64 {7};
        QTest::newRow("one that has given it back") << qint64 {6} << qint64 {0};
        QTest::newRow("a number that was never an owner") << qint64 {8} << qint64 {7};
        QTest::newRow("nothing, where nothing owns it") << qint64 {0} << qint64 {0};
        QTest::newRow("a negative number") << qint64 {-1} << qint64 {7};
    }
    void refusesWhoIsNotTheOwner()
    {
        QFETCH(qint64, token);
        QFETCH(qint64, owner);
        LabFence fence;
        QCOMPARE(fence.judge(s_laser, token, owned(owner, 9)), Stale);
        QVERIFY(fence.highest().isEmpty());
    }

    void looksWhenATokenIsNewerThanItsCopy()
    {
        LabFence fence;
        QCOMPARE(fence.judge(s_laser, 12, owned(7, 9)), MustRead);
        QVERIFY(fence.highest().isEmpty()); // anyone could send a great number
        QCOMPARE(fence.judge(s_laser, 12, owned(12, 13)), Pass);
        QCOMPARE(fence.judge(s_laser, 12, owned(0, 14)), Stale);
    }

    void aHolderThatHasSleptDoesNotComeThrough()
    {
        LabFence fence;
        QCOMPARE(fence.judge(s_laser, 7, owned(7, 9)), Pass);
        QCOMPARE(fence.judge(s_laser, 12, owned(12, 13)), Pass);
        QCOMPARE(fence.judge(s_laser, 7, owned(12, 13)), Stale);
        QCOMPARE(fence.judge(s_laser, 7, owned(7, 9)), Stale); // by an old copy as well
        LabFence restarted;
        restarted.restore(fence.highest());
        QCOMPARE(restarted.judge(s_laser, 7, owned(7, 9)), Stale);
        QCOMPARE(restarted.judge(QStringLiteral("robot"), 7, owned(7, 9)), Stale);
    }
};

HOLDFAST_APPLESS_TEST(TestLabFence)

} // namespace tst_labfence

#include "tst_labfence.moc"
