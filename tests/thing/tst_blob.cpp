// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/blob.h"
#include "core/thing/thingerror.h"
#include "tests/program/testprogram.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace tst_blob {

using namespace Holdfast;

class TestBlob : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void partsOfIt_data();
    void partsOfIt();
    void aFileStaysOnTheDisk();
    void aFileEndsWithTheBlobWhenItShall_data();
    void aFileEndsWithTheBlobWhenItShall();
    void whatIsNoFileIsRefused_data();
    void whatIsNoFileIsRefused();
    void aFileThatHasGoneOrChangedIsNotServed();
    void aWeakBlobKeepsNothing();

private:
    QString written(const char *name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        return isWritten ? file.fileName() : QString();
    }

    QTemporaryDir m_folder;
    const QString m_text = QStringLiteral("text/plain");
};

void TestBlob::partsOfIt_data()
{
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, qint64 first, qint64 count, const char *bytes) {
        QTest::newRow(name) << first << count << QByteArray(bytes);
    };
    row("all", 0, 10, "0123456789");
    row("the beginning", 0, 3, "012");
    row("the middle", 4, 2, "45");
    row("beyond the end", 8, 100, "89");
    row("nothing", 4, 0, "");
    row("from beyond the end", 11, 2, "");
    row("a negative count", 2, -1, "");
    row("from before the beginning", -3, 2, "01");
}

void TestBlob::partsOfIt()
{
    QFETCH(const qint64, first);
    QFETCH(const qint64, count);
    QFETCH(const QByteArray, bytes);
    QCOMPARE(Blob(QByteArrayLiteral("0123456789"), m_text).data(first, count), bytes);
    const Blob file = Blob::fromFile(written("part", "0123456789"), m_text);
    QCOMPARE(file.data(first, count), bytes);
    QCOMPARE(Blob().data(first, count), QByteArray());
}

void TestBlob::aFileStaysOnTheDisk()
{
    const Blob blob = Blob::fromFile(written("kept", "hello"), m_text, QStringLiteral("A word."));
    QVERIFY(blob.isFile());
    QVERIFY(!Blob(QByteArrayLiteral("hello"), m_text).isFile());
    QCOMPARE(blob.size(), 5);
    QCOMPARE(blob.data(), QByteArray("hello"));
    QCOMPARE(blob.mediaType(), m_text);
    QCOMPARE(blob.description(), QStringLiteral("A word."));
    QVERIFY(!blob.id().isNull());
}

void TestBlob::aFileEndsWithTheBlobWhenItShall_data()
{
    QTest::addColumn<Blob::FileEnd>("end");
    QTest::addColumn<bool>("isThere");
    QTest::newRow("it is the user's") << Blob::FileEnd::Kept << true;
    QTest::newRow("it is temporary") << Blob::FileEnd::Deleted << false;
}

void TestBlob::aFileEndsWithTheBlobWhenItShall()
{
    QFETCH(const Blob::FileEnd, end);
    const QString path = written("end", "bytes");
    {
        Blob copy;
        {
            const Blob blob = Blob::fromFile(path, m_text, {}, end);
            copy = blob;
        }
        QVERIFY(QFile::exists(path));
        QCOMPARE(copy.data(), QByteArray("bytes"));
    }
    QTEST(QFile::exists(path), "isThere");
}

void TestBlob::whatIsNoFileIsRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("nothing there") << m_folder.filePath(QStringLiteral("nothing"));
    QTest::newRow("a folder") << m_folder.path();
    QTest::newRow("a device") << QStringLiteral("/dev/null");
    QTest::newRow("no name") << QString();
}

void TestBlob::whatIsNoFileIsRefused()
{
    QFETCH(const QString, path);
    QVERIFY_THROWS_EXCEPTION(ThingError, (void)Blob::fromFile(path, m_text));
}

void TestBlob::aFileThatHasGoneOrChangedIsNotServed()
{
    const QString path = written("changed", "bytes");
    const Blob blob = Blob::fromFile(path, m_text);
    QVERIFY(!written("changed", "more bytes").isEmpty());
    QVERIFY_THROWS_EXCEPTION(ThingError, (void)blob.data());
    QVERIFY(QFile::remove(path));
    QVERIFY_THROWS_EXCEPTION(ThingError, (void)blob.data());
}

void TestBlob::aWeakBlobKeepsNothing()
{
    QVERIFY(WeakBlob().blob().isNull());
    WeakBlob weak;
    {
        const Blob blob(QByteArrayLiteral("bytes"), m_text);
        weak = WeakBlob(blob);
        QCOMPARE(weak.blob(), blob);
        QCOMPARE(weak.blob().id(), blob.id());
        QVERIFY(!weak.isGone());
    }
    QVERIFY(weak.isGone());
    QVERIFY(weak.blob().isNull());
}

HOLDFAST_GUILESS_TEST(TestBlob)

} // namespace tst_blob

#include "tst_blob.moc"
