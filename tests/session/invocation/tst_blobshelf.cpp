// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/blobshelf.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_blobshelf {

using namespace Holdfast;

class TestBlobShelf : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void findsBlobsThatAreStillKept()
    {
        BlobShelf shelf;
        const Blob kept = made();
        QUuid lost;
        {
            const Blob dropped = made();
            lost = dropped.id();
            shelf.note({kept, dropped, Blob()});
            QCOMPARE(shelf.find(lost), dropped);
        }
        QCOMPARE(shelf.find(kept.id()), kept);
        QVERIFY(shelf.find(lost).isNull());
        QVERIFY(shelf.find(QUuid::createUuid()).isNull());
        QVERIFY(shelf.find(QUuid()).isNull());
    }

    void forgetsNoneThatIsKeptHoweverManyGo()
    {
        BlobShelf shelf;
        QList<Blob> kept;
        for (int i = 0; i < 1000; ++i) {
            if (i % 10 == 0)
                kept << made();
            shelf.note({made()});
            if (i % 10 == 0)
                shelf.note({kept.last()});
        }
        for (const Blob &blob : std::as_const(kept))
            QCOMPARE(shelf.find(blob.id()), blob);
    }

private:
    static Blob made() { return Blob(QByteArrayLiteral("x"), QStringLiteral("text/plain")); }
};

HOLDFAST_GUILESS_TEST(TestBlobShelf)

} // namespace tst_blobshelf

#include "tst_blobshelf.moc"
