// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/mjpegreader.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_mjpegreader {

using namespace Holdfast;

namespace {

const QByteArray s_one = QByteArrayLiteral("\xff\xd8 one \xff\xd9");
const QByteArray s_two = QByteArrayLiteral("\xff\xd8 another \r\n\r\n one \xff\xd9");
const QByteArray s_type = QByteArrayLiteral("multipart/x-mixed-replace; boundary=frame");

QByteArray part(const QByteArray &picture)
{
    return "--frame\r\nContent-Type: image/jpeg\r\n\r\n" + picture + "\r\n";
}

QByteArray partWithLength(const QByteArray &picture)
{
    return "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: "
           + QByteArray::number(picture.size()) + "\r\nX-Timestamp: 12.3\r\n\r\n" + picture
           + "\r\n";
}

QList<QByteArray> readAll(MjpegReader &reader)
{
    QList<QByteArray> pictures;
    while (const auto picture = reader.next())
        pictures << *picture;
    return pictures;
}

} // namespace

//! Tests the reader of MJPEG streams.
class TestMjpegReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsPicturesInPiecesOfAnySize_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::newRow("parts without a length, as of LabThings") << part(s_one) + part(s_two);
        QTest::newRow("parts with a length, as of ustreamer")
            << partWithLength(s_one) + partWithLength(s_two);
        QTest::newRow("an empty line before the first boundary")
            << "\r\n" + part(s_one) + part(s_two);
    }

    void findsPicturesInPiecesOfAnySize()
    {
        QFETCH(const QByteArray, stream);
        for (qsizetype size = 1; size <= stream.size(); ++size) {
            MjpegReader reader(s_type);
            QList<QByteArray> pictures;
            for (qsizetype i = 0; i < stream.size(); i += size) {
                reader.add(stream.mid(i, size));
                pictures << readAll(reader);
            }
            QCOMPARE(pictures, QList<QByteArray>({s_one, s_two}));
            QVERIFY(!reader.isBroken());
        }
    }

    void givesOutAPictureBeforeTheNextOneComes()
    {
        MjpegReader reader(s_type);
        reader.add(part(s_one));
        QCOMPARE(readAll(reader), QList<QByteArray>({s_one}));
        reader.add(part(s_two));
        QCOMPARE(readAll(reader), QList<QByteArray>({s_two}));
    }

    void givesOutAPictureAgainThatWasNotComplete()
    {
        // It has the end of a smaller picture inside.
        const QByteArray begin = "\xff\xd8 thumbnail \xff\xd9\r\n";
        MjpegReader reader(s_type);
        reader.add("--frame\r\n\r\n" + begin);
        QCOMPARE(readAll(reader), QList<QByteArray>({begin.chopped(2)}));
        reader.add("rest \xff\xd9\r\n");
        QCOMPARE(readAll(reader), QList<QByteArray>({begin + "rest \xff\xd9"}));
        reader.add("--frame");
        QCOMPARE(readAll(reader), QList<QByteArray>());
    }

    void takesTheBoundaryAsItIsWritten_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("plain") << s_type;
        QTest::newRow("in quotes") << QByteArray("multipart/x-mixed-replace;boundary=\"frame\"");
        QTest::newRow("with its dashes")
            << QByteArray("multipart/x-mixed-replace; boundary=--frame");
        QTest::newRow("in capitals") << QByteArray("Multipart/X-Mixed-Replace; Boundary=frame");
    }

    void takesTheBoundaryAsItIsWritten()
    {
        QFETCH(const QByteArray, type);
        MjpegReader reader(type);
        QVERIFY(reader.isStream());
        reader.add(part(s_one));
        QCOMPARE(readAll(reader), QList<QByteArray>({s_one}));
    }

    void refusesOtherTypes_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("a page") << QByteArray("text/html");
        QTest::newRow("without a boundary") << QByteArray("multipart/x-mixed-replace");
    }

    void refusesOtherTypes()
    {
        QFETCH(const QByteArray, type);
        QVERIFY(!MjpegReader(type).isStream());
    }

    void givesUpWhatHasNoEnd_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::addColumn<qsizetype>("more");
        QTest::newRow("no boundary") << QByteArray() << MjpegReader::largestHead + 1;
        QTest::newRow("a head") << QByteArray("--frame\r\n") << MjpegReader::largestHead + 1;
        QTest::newRow("a picture")
            << QByteArray("--frame\r\n\r\n") << MjpegReader::largestPicture + 1;
        QTest::newRow("a length") << QByteArray("--frame\r\nContent-Length: 99999999999\r\n\r\n")
                                  << qsizetype(1);
    }

    void givesUpWhatHasNoEnd()
    {
        QFETCH(const QByteArray, begin);
        QFETCH(const qsizetype, more);
        MjpegReader reader(s_type);
        reader.add(begin);
        reader.add(QByteArray(more, 'x'));
        QCOMPARE(readAll(reader), QList<QByteArray>());
        QVERIFY(reader.isBroken());
    }
};

HOLDFAST_APPLESS_TEST(TestMjpegReader)

} // namespace tst_mjpegreader

#include "tst_mjpegreader.moc"
