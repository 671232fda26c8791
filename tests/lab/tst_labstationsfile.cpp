// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/view/labstationsfile.h"
#include "tests/lab/labstatussamples.h"
#include "tests/program/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tst_labstationsfile {

using namespace Holdfast;
using namespace LabSamples;

//! The stations of a lab, kept for the next start.
class TestLabStationsFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(text("new/lab.json"));
    }

    void stationsComeBackAsTheyWere()
    {
        const LabStationsFile::Stations stations {{text("scope-1"),
                                                   {.url = text("https://a:5000"),
                                                    .fingerprint = text("5E:0B"),
                                                    .version = text("0.3"),
                                                    .seen = at(5)}},
                                                  {text("table-2"), {.url = {}}}};
        {
            LabStationsFile file(m_path);
            QVERIFY(file.read().isEmpty());
            file.keep(stations);
        }
        QVERIFY(LabStationsFile(m_path).read() == stations);
    }

    void isNotWrittenForTheTimesAlone()
    {
        LabStationsFile::Stations stations {{text("scope-1"), {.url = text("a"), .seen = at(5)}}};
        {
            LabStationsFile file(m_path);
            file.keep(stations);
            stations[text("scope-1")].seen = at(6);
            file.keep(stations);
        }
        QCOMPARE(LabStationsFile(m_path).read().value(text("scope-1")).seen, at(5));
        {
            LabStationsFile file(m_path);
            stations[text("scope-1")].url = text("b");
            file.keep(stations);
        }
        QCOMPARE(LabStationsFile(m_path).read().value(text("scope-1")).url, text("b"));
    }

    void whatIsNoSuchFileIsNone_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("a list") << QByteArray("[1]");
        QTest::newRow("odd stations") << QByteArray(R"({"stations": [1, {}, {"name": 7}]})");
    }
    void whatIsNoSuchFileIsNone()
    {
        QFETCH(const QByteArray, content);
        m_path = m_folder->filePath(text("lab.json"));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        QVERIFY(LabStationsFile(m_path).read().isEmpty());
    }

    void isNowhereWithoutAPath()
    {
        LabStationsFile file({});
        file.keep({{text("scope-1"), {.url = text("a")}}});
        QVERIFY(file.read().isEmpty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

HOLDFAST_APPLESS_TEST(TestLabStationsFile)

} // namespace tst_labstationsfile

#include "tst_labstationsfile.moc"
