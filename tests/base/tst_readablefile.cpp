// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/readablefile.h"
#include "tests/program/testprogram.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

namespace Holdfast::tst_readablefile {

//! Tests which files can be reached below a folder, and what is known of them.
class TestReadableFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void filesAreReachedBelowTheFolder_data();
    void filesAreReachedBelowTheFolder();
    void nothingElseIsReached_data();
    void nothingElseIsReached();
    void bytesAreReadFromAnyPlace();
    void aFileThatIsReplacedStaysOpenAndHasAnotherVersion();
    void theNameTellsTheMediaType_data();
    void theNameTellsTheMediaType();

private:
    QString path(const QString &name) const { return QDir(m_folder->path()).filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestReadableFile::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(path(QStringLiteral("data/deep"))));
    write(QStringLiteral("data/a.txt"), "0123456789");
    write(QStringLiteral("data/deep/b c.txt"), "deep");
    write(QStringLiteral("data/.hidden"), "hidden");
    write(QStringLiteral("secret.txt"), "secret");
    QVERIFY(QFile::link(path(QStringLiteral("secret.txt")), path(QStringLiteral("data/way.txt"))));
    QVERIFY(QFile::link(path({}), path(QStringLiteral("data/up"))));
    QVERIFY(QFile::link(path(QStringLiteral("data")), path(QStringLiteral("linked"))));
    QCOMPARE(::mkfifo(QFile::encodeName(path(QStringLiteral("data/pipe"))).constData(), 0600), 0);
}

void TestReadableFile::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void TestReadableFile::filesAreReachedBelowTheFolder_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QStringList>("steps");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("a file in the folder")
        << QStringLiteral("data") << QStringList {QStringLiteral("a.txt")}
        << QByteArray("0123456789");
    QTest::newRow("a file in a folder of the folder")
        << QStringLiteral("data") << QStringList {QStringLiteral("deep"), QStringLiteral("b c.txt")}
        << QByteArray("deep");
    QTest::newRow("the folder itself may be a link")
        << QStringLiteral("linked") << QStringList {QStringLiteral("a.txt")}
        << QByteArray("0123456789");
}

void TestReadableFile::filesAreReachedBelowTheFolder()
{
    QFETCH(const QString, folder);
    QFETCH(const QStringList, steps);
    const auto file = ReadableFile::openBelow(path(folder), steps);
    QVERIFY(file);
    QTEST(file->read(0, file->size()), "content");
}

void TestReadableFile::nothingElseIsReached_data()
{
    QTest::addColumn<QStringList>("steps");
    const auto row = [](const char *name, const char *steps) {
        QTest::newRow(name) << QString::fromLatin1(steps).split(u'|');
    };
    row("a file that does not exist", "b.txt");
    row("a folder", "deep");
    row("the folder itself", "");
    row("the parent's file", "..|secret.txt");
    row("the parent's file through a folder", "deep|..|..|secret.txt");
    row("the folder by a dot", ".|a.txt");
    row("a slash in a step", "deep/b c.txt");
    row("a way up in a step", "deep/../../secret.txt");
    row("an absolute path", "/etc/passwd");
    row("a link to a file", "way.txt");
    row("a link to a folder", "up|secret.txt");
    row("a hidden file", ".hidden");
    row("a pipe", "pipe");
    row("a file below a file", "a.txt|b.txt");
    QTest::newRow("no step at all") << QStringList();
    QTest::newRow("a step that ends early")
        << QStringList {QStringLiteral("a.txt") + QChar::Null + QStringLiteral(".jpg")};
}

void TestReadableFile::nothingElseIsReached()
{
    QFETCH(const QStringList, steps);
    QVERIFY(!ReadableFile::openBelow(path(QStringLiteral("data")), steps));
}

void TestReadableFile::bytesAreReadFromAnyPlace()
{
    const auto file = ReadableFile::open(path(QStringLiteral("data/a.txt")));
    QVERIFY(file);
    QCOMPARE(file->size(), qint64 {10});
    QCOMPARE(file->read(3, 4), QByteArray("3456"));
    QCOMPARE(file->read(8, 4), QByteArray("89"));
    QCOMPARE(file->read(10, 4), QByteArray());
    QVERIFY(!ReadableFile::open(path(QStringLiteral("data/pipe"))));
    QVERIFY(!ReadableFile::open(path(QStringLiteral("data"))));
}

void TestReadableFile::aFileThatIsReplacedStaysOpenAndHasAnotherVersion()
{
    const QString name = path(QStringLiteral("data/a.txt"));
    const auto before = ReadableFile::open(name);
    const auto same = ReadableFile::open(name);
    QVERIFY(before && same);
    QCOMPARE(same->version(), before->version());
    write(QStringLiteral("data/new.txt"), "abcdefghij");
    QCOMPARE(::rename(QFile::encodeName(path(QStringLiteral("data/new.txt"))).constData(),
                      QFile::encodeName(name).constData()),
             0);
    const auto after = ReadableFile::open(name);
    QVERIFY(after);
    QVERIFY(after->version() != before->version());
    QCOMPARE(before->read(0, 10), QByteArray("0123456789"));
    QCOMPARE(after->read(0, 10), QByteArray("abcdefghij"));
}

void TestReadableFile::theNameTellsTheMediaType_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("type");
    const auto row = [](const char *name, const char *type) {
        QTest::newRow(name) << QString::fromLatin1(name) << QByteArray(type);
    };
    row("a.jpeg", "image/jpeg");
    row("a.JPG", "image/jpeg");
    row("a.png", "image/png");
    row("a.ome.tiff", "image/tiff");
    row("a.zip", "application/zip");
    row("scan_data.json", "application/json");
    row("log.txt", "text/plain");
    row("a.unheardof", "application/octet-stream");
}

void TestReadableFile::theNameTellsTheMediaType()
{
    QFETCH(const QString, name);
    write(QStringLiteral("data/") + name, "x");
    const auto file = ReadableFile::open(path(QStringLiteral("data/") + name));
    QVERIFY(file);
    QTEST(file->mediaType(), "type");
}

HOLDFAST_GUILESS_TEST(TestReadableFile)

} // namespace Holdfast::tst_readablefile

#include "tst_readablefile.moc"
