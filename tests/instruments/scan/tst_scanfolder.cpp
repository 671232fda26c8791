// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/scanlibrary.h"
#include "core/instruments/scan/scanzip.h"
#include "core/thing/thingresource.h"
#include "core/thing/workcontext.h"
#include "tests/program/testprogram.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>
#include <zip.h>

namespace tst_scanfolder {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

QByteArray jpeg(const QByteArray &rest)
{
    return QByteArrayLiteral("\xff\xd8") + rest;
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &contents)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(contents) == contents.size();
}

QString messageOf(const std::function<void()> &function)
{
    try {
        function();
    } catch (const ThingError &error) {
        return error.message();
    }
    return {};
}

QStringList keysOf(const Json &json)
{
    QStringList keys;
    for (const auto &[key, value] : json.items())
        keys << toQString(key);
    return keys;
}

ScanRecord aRecord()
{
    ScanRecord record;
    record.scanName = QStringLiteral("liver_0001");
    record.start = {1, -2, 3};
    record.startTime = QDateTime(QDate(2026, 11, 29), QTime(20, 50, 1));
    record.saveResolution = QSize(820, 616);
    record.workflow = QStringLiteral("SnakeWorkflow");
    record.workflowSettings = Json {{"overlap", 0.35}};
    record.stitching = StitchingSettings {.correlationResize = 0.5, .overlap = 0.35};
    return record;
}

} // namespace

class TestScanFolder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_home = std::make_unique<QTemporaryDir>();
        m_library.emplace(m_home->filePath(QStringLiteral("smart_scan")));
    }

    void aScanHasOpenFlexuresFolders()
    {
        ScanFolder folder = m_library->create(QStringLiteral("liver"));
        QCOMPARE(folder.name(), QStringLiteral("liver_0001"));
        folder.publish({10, -20, 5}, jpeg("a"));
        folder.write(aRecord());
        folder.log(QStringLiteral("Something happened."));
        QCOMPARE(contentsOf(folder.path() + QStringLiteral("/images/img_10_-20_5.jpeg")),
                 jpeg("a"));
        QVERIFY(QFile::exists(folder.path() + QStringLiteral("/images/scan_data.json")));
        QVERIFY(contentsOf(folder.path() + QStringLiteral("/log.txt"))
                    .endsWith("] Something happened.\n"));
        // Nothing else may lie there: the stitcher takes all pictures.
        QCOMPARE(
            QDir(folder.imagesPath()).entryList(QDir::Files | QDir::Hidden),
            QStringList({QStringLiteral("img_10_-20_5.jpeg"), QStringLiteral("scan_data.json")}));
    }

    void theRecordHasExactlyTheMembersThatReadersKnow()
    {
        const QByteArray file = aRecord().toFile();
        const Json json = Json::parse(file.begin(), file.end());
        QCOMPARE(keysOf(json),
                 QStringLiteral(
                     "schema_version scan_name starting_position start_time stitch_automatically "
                     "save_resolution image_count duration scan_result completion_reason "
                     "stitching_settings workflow workflow_settings")
                     .split(u' '));
        QCOMPARE(json["schema_version"], Json(2));
        QCOMPARE(json["start_time"], Json("2026-11-29_20:50:01"));
        QCOMPARE(json["duration"], Json("Unknown"));
        QCOMPARE(json["scan_result"], Json("Unknown"));
        QCOMPARE(json["save_resolution"], Json::array({820, 616}));
        QCOMPARE(json["starting_position"], (Json {{"x", 1}, {"y", -2}, {"z", 3}}));
    }

    void theRecordComesBackFromItsFile()
    {
        ScanRecord record = aRecord();
        record.duration = 26h + 3min + 9s;
        record.result = QStringLiteral("success");
        record.imageCount = 12;
        ScanFolder folder = m_library->create(QStringLiteral("liver"));
        QVERIFY(!folder.record());
        folder.write(record);
        const auto read = folder.record();
        QVERIFY(read);
        QCOMPARE(read->toFile(), record.toFile());
        QVERIFY(record.toFile().contains("\"duration\": \"26:03:09\""));
        record.stitching.reset();
        QVERIFY(!ScanRecord::fromFile(record.toFile()).stitching);
    }

    void saysWhatIsWrongWithARecord()
    {
        QVERIFY(messageOf([] {
                    ScanRecord::fromFile("{");
                }).contains(QStringLiteral("cannot be read")));
        QByteArray file = aRecord().toFile();
        file.replace("\"schema_version\": 2", "\"schema_version\": 3");
        QVERIFY(
            messageOf([&] { ScanRecord::fromFile(file); }).contains(QStringLiteral("version 3")));
    }

    void theResumeInformationComesBackFromItsFile()
    {
        ScanResume resume;
        resume.plan.order = ScanPlan::Order::Spiral;
        resume.plan.timePoints = 2;
        resume.spacing = {.right = {-266.5, 0.25}, .down = {0, 200.2}};
        resume.start = {1, 2, 3};
        resume.baseName = QStringLiteral("liver");
        resume.scans = {QStringLiteral("liver_0001"), QStringLiteral("liver_0002")};
        resume.background = {{1, -1}, {0, 2}};
        resume.focus = -7;
        const ScanResume read = ScanResume::fromFile(resume.toFile());
        QCOMPARE(read.toFile(), resume.toFile());
        QVERIFY(read.plan == resume.plan);
        QVERIFY(read.spacing == resume.spacing);
        QCOMPARE(read.set(), 1);
        QVERIFY(
            messageOf([] { ScanResume::fromFile("[]"); }).contains(QStringLiteral("resume.json")));
        resume.scans.clear();
        QVERIFY(messageOf([&] {
                    ScanResume::fromFile(resume.toFile());
                }).contains(QStringLiteral("does not fit its plan")));
    }

    void onlyWholePicturesCount()
    {
        ScanFolder folder = m_library->create(QStringLiteral("scan"));
        folder.publish({1, 2, 3}, jpeg("a"));
        folder.publish({1, 2, 4}, jpeg("b"));
        folder.publish({-5, 2, 3}, jpeg("c"));
        const QString images = folder.imagesPath() + QLatin1Char('/');
        QVERIFY(write(images + QStringLiteral("img_9_9_9.jpeg"), {}));
        QVERIFY(write(images + QStringLiteral("img_8_8_8.jpeg"), QByteArray(4096, '\0')));
        QVERIFY(write(images + QStringLiteral("img_7_7.jpeg"), jpeg("d")));
        QVERIFY(write(images + QStringLiteral(".holdfast-1.part"), jpeg("half")));
        const QMap<ScanFolder::Place, QSet<int>> expected {{{1, 2}, {3, 4}}, {{-5, 2}, {3}}};
        QCOMPARE(folder.pictures(), expected);
        folder.prepare();
        QVERIFY2(!QFile::exists(images + QStringLiteral(".holdfast-1.part")),
                 "what a program that was killed has left is still there");
        folder.removePictures({1, 2});
        QCOMPARE(folder.pictures().keys(), QList<ScanFolder::Place>({{-5, 2}}));
    }

    void namesAreSafe_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("name");
        QTest::newRow("none") << ""
                              << "scan";
        QTest::newRow("capital letters") << "Liver B"
                                         << "liver_b";
        QTest::newRow("a way out of the folder") << "../../etc/passwd"
                                                 << "etc_passwd";
        QTest::newRow("hidden") << ".hidden"
                                << "hidden";
        QTest::newRow("underscores at the ends") << "__a_b__"
                                                 << "a_b";
        QTest::newRow("letters of another script") << QString::fromUtf8("Niere Ä") << "niere";
        QTest::newRow("a slash and a null") << QString(QStringLiteral("a/b") + QChar(0)) << "a_b";
        QTest::newRow("only dots") << "..."
                                   << "scan";
        QTest::newRow("too long") << QString(500, QLatin1Char('x'))
                                  << QString(100, QLatin1Char('x'));
    }
    void namesAreSafe()
    {
        QFETCH(const QString, asked);
        QFETCH(const QString, name);
        QCOMPARE(ScanLibrary::safeName(asked), name);
        QCOMPARE(ScanLibrary::safeName(name), name);
    }

    void numbersGoOnAfterTheHighest()
    {
        QCOMPARE(m_library->create(QStringLiteral("a")).name(), QStringLiteral("a_0001"));
        QCOMPARE(m_library->create(QStringLiteral("a")).name(), QStringLiteral("a_0002"));
        m_library->remove(QStringLiteral("a_0001"));
        QCOMPARE(m_library->create(QStringLiteral("a")).name(), QStringLiteral("a_0003"));
        QCOMPARE(m_library->create(QStringLiteral("b")).name(), QStringLiteral("b_0001"));
        QVERIFY(QDir().mkpath(m_library->folder() + QStringLiteral("/a_9999")));
        QVERIFY(messageOf([this] {
                    m_library->create(QStringLiteral("a"));
                }).contains(QStringLiteral("Choose another name")));
    }

    void findsOnlyScans_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isLegal");
        QTest::newRow("another name") << "b_0001" << true;
        QTest::newRow("the folder above") << ".." << false;
        QTest::newRow("a path") << "a_0001/images" << false;
        QTest::newRow("a hidden folder") << ".a" << false;
        QTest::newRow("nothing") << "" << false;
        QTest::newRow("a link") << "link" << true;
    }
    void findsOnlyScans()
    {
        QFETCH(const QString, name);
        QFETCH(const bool, isLegal);
        m_library->create(QStringLiteral("a"));
        QVERIFY(QFile::link(m_home->path(), m_library->folder() + QStringLiteral("/link")));
        try {
            m_library->find(name);
            QFAIL("It was found.");
        } catch (const ResourceError &error) {
            QCOMPARE(error.kind(),
                     isLegal ? ResourceError::Kind::NotFound : ResourceError::Kind::BadName);
        }
        QCOMPARE(m_library->names(), QStringList({QStringLiteral("a_0001")}));
    }

    void removingFollowsNoLink()
    {
        const QString precious = m_home->filePath(QStringLiteral("precious"));
        QVERIFY(QDir().mkpath(precious));
        QVERIFY(write(precious + QStringLiteral("/file"), "x"));
        const ScanFolder folder = m_library->create(QStringLiteral("a"));
        QVERIFY(QFile::link(precious, folder.imagesPath() + QStringLiteral("/link")));
        m_library->remove(folder.name());
        QVERIFY(!QFile::exists(folder.path()));
        QVERIFY(QFile::exists(precious + QStringLiteral("/file")));
        QCOMPARE(QDir(m_library->folder())
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList());
    }

    void namesTheFileThatCannotBeWritten()
    {
        ScanFolder folder = m_library->create(QStringLiteral("a"));
        QVERIFY(QDir(folder.imagesPath()).removeRecursively());
        QVERIFY(write(folder.imagesPath(), "in the way"));
        const QString said = messageOf([&folder] { folder.publish({1, 2, 3}, jpeg("a")); });
        QVERIFY2(said.contains(QStringLiteral("img_1_2_3.jpeg cannot be written: Not a directory")),
                 qUtf8Printable(said));
    }

    void theZipFileHasAllButHiddenFiles()
    {
        ScanFolder folder = m_library->create(QStringLiteral("a"));
        folder.publish({1, 2, 3}, jpeg("picture"));
        folder.write(aRecord());
        QVERIFY(write(folder.imagesPath() + QStringLiteral("/.hidden"), "x"));
        QVERIFY(QFile::link(m_home->path(), folder.path() + QStringLiteral("/link")));
        // The pieces of a picture for viewers, which is there as a whole.
        const QString piece = folder.imagesPath() + QStringLiteral("/a_stitched_files/9");
        QVERIFY(QDir().mkpath(piece));
        QVERIFY(write(piece + QStringLiteral("/0_0.jpeg"), "x"));
        QVERIFY(write(folder.imagesPath() + QStringLiteral("/a_stitched.dzi"), "x"));
        QVERIFY(write(folder.imagesPath() + QStringLiteral("/a_stitched.jpg"), "x"));
        const QString path = m_home->filePath(QStringLiteral("a.zip"));
        double last = 0;
        writeZip(folder.path(), path, [&last](double share) { last = share; });
        QCOMPARE(last, 1.0);

        int error = 0;
        const std::unique_ptr<zip_t, void (*)(zip_t *)> archive(
            zip_open(QFile::encodeName(path).constData(), ZIP_RDONLY | ZIP_CHECKCONS, &error),
            zip_discard);
        QVERIFY(archive);
        QStringList names;
        for (zip_int64_t i = 0; i < zip_get_num_entries(archive.get(), 0); ++i)
            names << QString::fromUtf8(zip_get_name(archive.get(), zip_uint64_t(i), 0));
        names.sort();
        QCOMPARE(names, QStringList({QStringLiteral("images/a_stitched.jpg"),
                                     QStringLiteral("images/img_1_2_3.jpeg"),
                                     QStringLiteral("images/scan_data.json")}));
        zip_file_t *file = zip_fopen(archive.get(), "images/img_1_2_3.jpeg", 0);
        QVERIFY(file);
        QByteArray contents(100, Qt::Uninitialized);
        contents.truncate(zip_fread(file, contents.data(), zip_uint64_t(contents.size())));
        zip_fclose(file);
        QCOMPARE(contents, jpeg("picture"));
    }

    void aZipFileThatIsCancelledIsNotThere()
    {
        ScanFolder folder = m_library->create(QStringLiteral("a"));
        folder.publish({1, 2, 3}, jpeg(QByteArray(1'000'000, 'x')));
        const QString path = m_home->filePath(QStringLiteral("a.zip"));
        WorkContext work;
        const WorkScope scope(&work);
        work.requestCancel();
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, writeZip(folder.path(), path));
        QCOMPARE(QDir(m_home->path()).entryList(QDir::Files | QDir::Hidden), QStringList());
    }

private:
    std::unique_ptr<QTemporaryDir> m_home;
    std::optional<ScanLibrary> m_library;
};

HOLDFAST_GUILESS_TEST(TestScanFolder)

} // namespace tst_scanfolder

#include "tst_scanfolder.moc"
