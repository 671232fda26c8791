// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "ui/camera/picture/pictureactions.h"
#include "ui/camera/picture/picturesmodel.h"
#include "ui/camera/picture/picturestore.h"
#include "ui/camera/picture/picturestrip.h"
#include "ui/camera/picture/picturewriter.h"
#include "ui/settings/usersettings.h"

#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <atomic>
#include <thread>

namespace tst_pictures {

using namespace Holdfast;

namespace {

QByteArray png()
{
    QImage image(320, 200, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

TakenPicture taken()
{
    return {png(), QStringLiteral("image/png"), QDateTime::currentDateTimeUtc()};
}

} // namespace

class TestPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnAnyWarning();
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void aFileThatIsThereIsNeverReplaced()
    {
        const PictureName name {m_folder->filePath(QStringLiteral("a/b")), QStringLiteral("p"),
                                QStringLiteral("png")};
        QCOMPARE(writePicture(name, "one").path, name.path());
        QCOMPARE(writePicture(name, "two").path, name.folder + QStringLiteral("/p-2.png"));
        QCOMPARE(writePicture(name, "three").path, name.folder + QStringLiteral("/p-3.png"));
        QCOMPARE(contents(name.path()), QByteArray("one"));
        QCOMPARE(contents(name.folder + QStringLiteral("/p-2.png")), QByteArray("two"));
    }

    void ofPicturesThatAreSavedAtTheSameMomentNoneIsLost()
    {
        constexpr int writers = 4;
        constexpr int each = 50;
        const PictureName name {m_folder->path(), QStringLiteral("p"), QStringLiteral("png")};
        std::atomic<int> failures {0};
        {
            std::vector<std::jthread> threads;
            for (int writer = 0; writer < writers; ++writer) {
                threads.emplace_back([&, writer] {
                    for (int i = 0; i < each; ++i) {
                        const QByteArray data = QByteArray::number(writer * each + i);
                        if (contents(writePicture(name, data).path) != data)
                            ++failures;
                    }
                });
            }
        }
        QCOMPARE(failures.load(), 0);
        const QStringList files =
            QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); // no remains either
        QCOMPARE(files.size(), writers * each);
        QSet<QByteArray> all;
        for (const QString &file : files)
            all << contents(m_folder->filePath(file));
        QCOMPARE(all.size(), writers * each);
    }

    void whatCannotBeWrittenSaysWhyAndLeavesNothing_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("reason");
        QTest::newRow("below a file") << QStringLiteral("file/x") << QStringLiteral("is a file");
        QTest::newRow("on a disk that takes no files")
            << QStringLiteral("/proc/self") << QStringLiteral("Not saved in /proc/self");
    }

    void whatCannotBeWrittenSaysWhyAndLeavesNothing()
    {
        QFETCH(QString, folder);
        QFETCH(QString, reason);
        QFile file(m_folder->filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QString where = folder.startsWith(u'/') ? folder : m_folder->filePath(folder);
        const PictureWritten written =
            writePicture({where, QStringLiteral("p"), QStringLiteral("png")}, "data");
        QVERIFY(written.path.isEmpty());
        QVERIFY2(written.problem.contains(reason), qPrintable(written.problem));
        QVERIFY2(written.problem.contains(QStringLiteral("Choose another folder")),
                 qPrintable(written.problem));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void aPictureThatCannotBeSavedIsKeptUntilItIs()
    {
        std::atomic<bool> isFull {true};
        PictureStore store([&isFull](const PictureName &name, const QByteArray &data) {
            return isFull ? PictureWritten {{}, QStringLiteral("The disk is full.")}
                          : writePicture(name, data);
        });
        const QAbstractItemModelTester tester(
            store.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy failed(&store, &PictureStore::notSaved);
        const TakenPicture picture = taken();
        const quint64 id = store.save(picture, m_folder->path(), QStringLiteral("p"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);
        QCOMPARE(failed.first().last().toString(), QStringLiteral("The disk is full."));
        QCOMPARE(store.model()->index(0).data().toString(), QStringLiteral("not saved"));
        QVERIFY(store.model()
                    ->index(0)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("The disk is full.")));
        isFull = false;
        QSignalSpy saved(&store, &PictureStore::saved);
        UserSettings settings({});
        settings.setPictureFolder(m_folder->filePath(QStringLiteral("other")));
        PictureActions actions(&store, &settings, nullptr);
        actions.tryAgain(id);
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, 30'000);
        const QString path = saved.first().last().toString();
        QCOMPARE(path, m_folder->filePath(QStringLiteral("other/p.png")));
        QCOMPARE(contents(path), picture.data); // with all that the camera has put into it
        QVERIFY(store.model()->find(id)->data.isEmpty());
    }

    void theStripIsNewestFirstWithSmallPictures()
    {
        PictureStore store;
        UserSettings settings({});
        PictureActions actions(&store, &settings, nullptr);
        QList<QUrl> opened;
        actions.setOpener([&opened](const QUrl &url) {
            opened << url;
            return true;
        });
        PictureStrip strip(&actions);
        strip.resize(400, 160);
        strip.show();
        QSignalSpy saved(&store, &PictureStore::saved);
        (void)store.save(taken(), m_folder->path(), QStringLiteral("first"));
        (void)store.save(taken(), m_folder->path(), QStringLiteral("second"));
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 2, 30'000);
        const QModelIndex newest = store.model()->index(0);
        QVERIFY(
            newest.data(PicturesModel::PathRole).toString().endsWith(QStringLiteral("second.png")));
        QTRY_COMPARE_WITH_TIMEOUT(newest.data(Qt::DecorationRole).value<QIcon>().availableSizes(),
                                  QList<QSize>({QSize(160, 100)}), 30'000);
        const QRect place = strip.visualRect(newest);
        QVERIFY(place.width() < 110 && strip.visualRect(store.model()->index(1)).x() > place.x());
        strip.setCurrentIndex(newest);
        const QSignalSpy looked(&actions, &PictureActions::looked);
        QTest::keyClick(&strip, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(looked.size(), 1, 30'000);
        QCOMPARE(looked.first().first().value<QImage>().size(), QSize(320, 200));
        QCOMPARE(looked.first().last().toString(), QStringLiteral("second.png"));
        QVERIFY(opened.isEmpty());
        actions.open(newest.data(PicturesModel::IdRole).toULongLong());
        QCOMPARE(opened, QList<QUrl> {QUrl::fromLocalFile(
                             m_folder->filePath(QStringLiteral("second.png")))});
        QVERIFY(!strip.grab().isNull());
    }

    void aDesktopThatOpensNothingIsSaidToBeSo()
    {
        PictureStore store;
        UserSettings settings({});
        PictureActions actions(&store, &settings, nullptr);
        actions.setOpener([](const QUrl &) { return false; });
        QSignalSpy saved(&store, &PictureStore::saved);
        QSignalSpy problems(&actions, &PictureActions::problem);
        const quint64 id = store.save(taken(), m_folder->path(), QStringLiteral("p"));
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, 30'000);
        actions.open(id);
        QCOMPARE(problems.size(), 1);
        QVERIFY(problems.first().first().toString().contains(QStringLiteral("p.png")));
    }

    void oldPicturesAreForgottenButNoneThatIsNotSaved()
    {
        PicturesModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (quint64 id = 1; id <= PicturesModel::mostPictures + 5; ++id) {
            Picture picture;
            picture.id = id;
            picture.state = id == 1 ? Picture::State::NotSaved : Picture::State::Saved;
            model.add(picture);
        }
        QCOMPARE(model.rowCount(), PicturesModel::mostPictures);
        QVERIFY(model.find(1));
        QVERIFY(!model.find(2));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

HOLDFAST_TEST(TestPictures)

} // namespace tst_pictures

#include "tst_pictures.moc"
