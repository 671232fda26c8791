// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fileclaim.h"
#include "tests/program/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tst_fileclaim {

using namespace Holdfast;
using Outcome = FileClaim::Outcome;

//! One writer at a time.
class TestFileClaim : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneAtATime()
    {
        const QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("x.lock"));
        FileClaim first(name);
        FileClaim second(name);
        QVERIFY(first.claim() == Outcome::Mine);
        QVERIFY(first.claim() == Outcome::Mine);
        QVERIFY(second.claim() == Outcome::Theirs);
        QVERIFY(!second.isMine());
        QVERIFY2(second.holder().contains(QString::number(QCoreApplication::applicationPid())),
                 qPrintable(second.holder()));
        first.release();
        QVERIFY(second.claim() == Outcome::Mine);
    }

    void removingTheFileLetsOthersClaimIt()
    {
        const QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("x.lock"));
        FileClaim claim(name);
        QVERIFY(claim.claim() == Outcome::Mine);
        QVERIFY(claim.isInPlace());
        QVERIFY(QFile::remove(name));
        QVERIFY(!claim.isInPlace());
    }

    void failsWhenTheFileCannotBeCreated()
    {
        FileClaim claim(QStringLiteral("/proc/none/x.lock"));
        QVERIFY(claim.claim() == Outcome::Failed);
        QVERIFY(claim.error() == std::errc::no_such_file_or_directory);
    }
};

HOLDFAST_GUILESS_TEST(TestFileClaim)

} // namespace tst_fileclaim

#include "tst_fileclaim.moc"
