// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/stagedfile.h"
#include "tests/base/filesizelimit.h"
#include "tests/program/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

namespace tst_stagedfile {

using namespace Holdfast;

//! Files that are either complete or unchanged.
class TestStagedFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void makesTheFolderAndTheFile()
    {
        const QString path = m_folder->filePath(QStringLiteral("a/b/c.json"));
        QVERIFY(!replaceFile(path, "first"));
        QCOMPARE(contents(path), QByteArray("first"));
        QVERIFY(!replaceFile(path, "second"));
        QCOMPARE(contents(path), QByteArray("second"));
        QCOMPARE(everythingIn(QFileInfo(path).path()), QStringList {QStringLiteral("c.json")});
    }

    void aFullDiskLeavesTheOldFile_data()
    {
        QTest::addColumn<quint64>("room");
        QTest::newRow("at once") << quint64 {0};
        QTest::newRow("in the middle of it") << quint64 {10'000};
        // Less than the size of any buffer: a write that only fills a buffer would not fail.
        QTest::newRow("at its last byte") << quint64 {49'999};
    }
    void aFullDiskLeavesTheOldFile()
    {
        QFETCH(const quint64, room);
        const QString path = m_folder->filePath(QStringLiteral("x.json"));
        QVERIFY(!replaceFile(path, "old"));
        {
            const FileSizeLimit full(room);
            QVERIFY(replaceFile(path, QByteArray(50'000, 'x')) == std::errc::file_too_large);
        }
        QCOMPARE(contents(path), QByteArray("old"));
        QCOMPARE(everythingIn(m_folder->path()), QStringList {QStringLiteral("x.json")});
    }

    void permissionsStay()
    {
        const QString path = m_folder->filePath(QStringLiteral("x.json"));
        QVERIFY(!replaceFile(path, "old"));
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(!replaceFile(path, "new"));
        struct stat found = {};
        QCOMPARE(::stat(QFile::encodeName(path).constData(), &found), 0);
        QCOMPARE(int(found.st_mode & 0777), 0600);
    }

    void theFileBehindALinkIsReplaced()
    {
        const QString path = m_folder->filePath(QStringLiteral("real/x.json"));
        const QString link = m_folder->filePath(QStringLiteral("link.json"));
        QVERIFY(!replaceFile(path, "old"));
        QVERIFY(QFile::link(path, link));
        QVERIFY(!replaceFile(link, "new"));
        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(contents(path), QByteArray("new"));
    }

    void whatIsNotARegularFileIsNotTouched()
    {
        const QString path = m_folder->filePath(QStringLiteral("x"));
        QVERIFY(QDir().mkpath(path));
        QVERIFY(replaceFile(path, "new") == std::errc::is_a_directory);
        QVERIFY(replaceFile(QStringLiteral("/dev/null"), "new") == std::errc::invalid_argument);
        QVERIFY(replaceFile(QStringLiteral("/dev/full/x"), "new") == std::errc::not_a_directory);
    }

    void aNameThatIsTakenIsKept()
    {
        const QString path = m_folder->filePath(QStringLiteral("x"));
        const QString other = m_folder->filePath(QStringLiteral("y"));
        QVERIFY(!replaceFile(path, "old"));
        StagedFile file;
        QVERIFY(!file.write(m_folder->path(), "new"));
        QVERIFY(file.putInPlace(path, StagedFile::Existing::Keep) == std::errc::file_exists);
        QCOMPARE(contents(path), QByteArray("old"));
        QVERIFY(!file.putInPlace(other, StagedFile::Existing::Keep));
        QCOMPARE(contents(other), QByteArray("new"));
        QVERIFY(moveFile(path, other) == std::errc::file_exists);
        QCOMPARE(everythingIn(m_folder->path()),
                 (QStringList {QStringLiteral("x"), QStringLiteral("y")}));
    }

    void leftoversOfOthersAreRemovedAndNothingElse()
    {
        const QString left = m_folder->filePath(QStringLiteral(".holdfast-0123456789.part"));
        const QString other = m_folder->filePath(QStringLiteral("x.json.backup"));
        QVERIFY(!replaceFile(left, "half of it") && !replaceFile(other, "of another program"));
        StagedFile::removeLeftovers(m_folder->path());
        QCOMPARE(everythingIn(m_folder->path()), QStringList {QStringLiteral("x.json.backup")});
    }

private:
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }
    static QStringList everythingIn(const QString &folder)
    {
        return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

HOLDFAST_GUILESS_TEST(TestStagedFile)

} // namespace tst_stagedfile

#include "tst_stagedfile.moc"
