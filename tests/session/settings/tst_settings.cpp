// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/settings/settingsstore.h"
#include "tests/base/filesizelimit.h"
#include "tests/program/testprogram.h"
#include "tests/session/oven.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace tst_settings {

using namespace Holdfast;

namespace {

QRegularExpression saying(const QString &part)
{
    return QRegularExpression(QRegularExpression::escape(part));
}

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void nothingIsWrittenBeforeSomethingIsSet()
    {
        {
            OvenRun run(m_folder->path());
            QVERIFY(run.isStarted());
            QVERIFY(run.write("light", true));
        }
        QVERIFY(QDir(m_folder->path()).isEmpty());
    }

    void hasLabThingsLayout()
    {
        {
            OvenRun run(m_folder->path());
            QVERIFY(run.write("target", 180));
            QVERIFY(run.write("fan", 2));
            QVERIFY(run.write("light", true));
        }
        QCOMPARE(kept(), QByteArray("{\n    \"fan\": 2,\n    \"hours\": 0,\n"
                                    "    \"recipe\": \"bread\",\n    \"target\": 180.0\n}"));
    }

    void areThereAgainBeforeTheThingOpens()
    {
        {
            OvenRun run(m_folder->path());
            QVERIFY(run.write("target", 180));
            QVERIFY(run.write("fan", 2));
            QVERIFY(run.write("light", true));
            QVERIFY(run.invoke("work", {{"hours", 7}}));
            QTRY_COMPARE_WITH_TIMEOUT(run.read("hours"), Json(7), 30'000);
        }
        const QByteArray before = kept();
        {
            OvenRun run(m_folder->path());
            QVERIFY(run.isStarted());
            QCOMPARE(run.oven().targetWhenOpened, 180.0);
            QVERIFY(run.oven().wasLoadedInItsThread);
            QCOMPARE(run.read("fan"), Json(2));
            QCOMPARE(run.read("hours"), Json(7));
            QCOMPARE(run.read("recipe"), Json("bread"));
            QCOMPARE(run.read("light"), Json(false));
        }
        QCOMPARE(kept(), before);
    }

    void areThereAgainWhileEverythingIsStillStopped()
    {
        const QString lockState = m_folder->filePath(QStringLiteral("lock_state.json"));
        QTest::ignoreMessage(QtWarningMsg, saying(QStringLiteral("Emergency stop by a test")));
        {
            OvenRun run(m_folder->path(), {}, lockState);
            QVERIFY(run.write("target", 180));
            QVERIFY(run.session().stop(QStringLiteral("smoke")).wait()->latched);
        }
        QTest::ignoreMessage(QtWarningMsg,
                             saying(QStringLiteral("Everything is still stopped by a test")));
        OvenRun run(m_folder->path(), {}, lockState);
        QVERIFY(run.isStarted());
        QCOMPARE(run.oven().targetWhenOpened, 180.0);
        QVERIFY(!run.write("target", 200));
    }

    void areWrittenWhileItRuns()
    {
        OvenRun run(m_folder->path());
        QVERIFY(run.write("target", 100));
        QTRY_VERIFY_WITH_TIMEOUT(kept().contains("100.0"), 30'000);
        QVERIFY(run.write("target", 101));
        QTRY_VERIFY_WITH_TIMEOUT(kept().contains("101.0"), 30'000);
    }

    void manyChangesAreWrittenOnceInAWhile()
    {
        OvenRun run(m_folder->path());
        for (int i = 0; i <= 250; ++i)
            QVERIFY(run.write("target", i));
        QVERIFY(run.flushed());
        QVERIFY(kept().contains("250.0"));
    }

    void aClassHasAFileOfItsOwn()
    {
        {
            OvenRun run(m_folder->path(), QStringLiteral("DummyOven"));
            QVERIFY(run.write("target", 180));
        }
        QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("oven/Settings-DummyOven.json"))));
        OvenRun run(m_folder->path());
        QCOMPARE(run.read("target"), Json(20.0));
    }

    void aBadFileIsKeptAsideAndDoesNotPreventTheStart_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("warning");
        const auto row = [](const char *name, const QByteArray &text, const char *warning) {
            QTest::newRow(name) << text << QString::fromUtf8(warning);
        };
        row("an empty file", "", "The file is empty.");
        row("broken JSON", "{\"target\": 1", "This is not JSON: ");
        row("not UTF-8", "{\"recipe\": \"\xff\xfe\"}", "This is not JSON: ");
        row("a number that is too large", "{\"target\": 1e999}", "This is not JSON: ");
        row("no object", "[1, 2]", "The file should hold an object of names and values");
        row("null", "null", "The file should hold an object of names and values");
        row("far too deep", QByteArray(2'000'000, '['),
            "Arrays and objects may be nested at most 250 deep.");
        row("deep, and complete",
            "{\"target\":" + QByteArray(251, '[') + QByteArray(251, ']') + '}',
            "Arrays and objects may be nested at most 250 deep.");
        row("far too large", QByteArray(4 * 1024 * 1024 + 1, ' '),
            "The file is larger than 4 MiB.");
    }

    void aBadFileIsKeptAsideAndDoesNotPreventTheStart()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, warning);
        put(text);
        QTest::ignoreMessage(QtWarningMsg, saying(path() + QStringLiteral(": ") + warning));
        {
            OvenRun run(m_folder->path());
            QVERIFY(run.isStarted());
            QCOMPARE(run.read("target"), Json(20.0));
            QVERIFY(run.write("target", 30));
        }
        QCOMPARE(keptAside(), QList<QByteArray> {text});
        QVERIFY(kept().contains("30.0"));
    }

    // All of them stay, and not each of them is worth a line of the log.
    void aFileWithVeryManyKeysIsRead()
    {
        QByteArray text = "{";
        for (int i = 0; i < 75'000; ++i)
            text += "\"key " + QByteArray::number(i) + "\": 1, ";
        put(text + "\"fan\": 9}");
        int warnings = 0;
        for (; warnings < 10; ++warnings)
            QTest::ignoreMessage(QtWarningMsg, saying(path() + QStringLiteral(": key ")));
        QTest::ignoreMessage(
            QtWarningMsg,
            saying(path() + QStringLiteral(": 'oven' has no 74990 other settings either")));
        {
            OvenRun run(m_folder->path());
            QVERIFY(run.isStarted());
            QCOMPARE(run.read("fan"), Json(9));
            QVERIFY(run.write("fan", 8));
        }
        QVERIFY(kept().contains("\"key 74999\": 1"));
        QVERIFY(kept().contains("\"fan\": 8"));
    }

    void goodKeysOfAFileWithABadOneAreUsed_data()
    {
        QTest::addColumn<QByteArray>("bad");
        QTest::addColumn<QString>("warning");
        const auto row = [](const char *name, const char *bad, const char *warning) {
            QTest::newRow(name) << QByteArray(bad) << QString::fromUtf8(warning);
        };
        row("a value out of range", "\"target\": 301",
            "target: Input should be less than or equal to 300.");
        row("a value of another type", "\"target\": []", "target: Input should be a valid number.");
        row("null for NaN, as LabThings writes it", "\"target\": null", "target: Field required.");
        row("a value that the setter refuses", "\"recipe\": \"burn\"", "recipe: It would burn.");
        row("a read-only one of another type", "\"hours\": \"many\"",
            "hours: Input should be a valid integer");
    }

    void goodKeysOfAFileWithABadOneAreUsed()
    {
        QFETCH(QByteArray, bad);
        QFETCH(QString, warning);
        const QByteArray text = "{\"fan\": 9, " + bad + "}";
        put(text);
        QTest::ignoreMessage(QtWarningMsg, saying(path() + QStringLiteral(": ") + warning));
        {
            OvenRun run(m_folder->path());
            QVERIFY(run.isStarted());
            QCOMPARE(run.read("fan"), Json(9));
            QCOMPARE(run.read("target"), Json(20.0));
            QCOMPARE(run.read("recipe"), Json("bread"));
        }
        QCOMPARE(keptAside(), QList<QByteArray> {text});
        QVERIFY(kept().contains("\"fan\": 9"));
        // And the next start has nothing to complain of.
        OvenRun again(m_folder->path());
        QCOMPARE(again.read("fan"), Json(9));
        QCOMPARE(keptAside().size(), 1);
    }

    void unknownKeysStayInTheFile()
    {
        put("{\"light\": true, \"spin\": {\"b\": 1, \"a\": []}, \"target\": 50}");
        QTest::ignoreMessage(QtWarningMsg, saying(QStringLiteral("light: 'oven' has no such")));
        QTest::ignoreMessage(QtWarningMsg, saying(QStringLiteral("spin: 'oven' has no such")));
        {
            OvenRun run(m_folder->path());
            QCOMPARE(run.read("target"), Json(50.0));
            QCOMPARE(run.read("light"), Json(false));
            QVERIFY(run.write("target", 60));
        }
        QVERIFY(keptAside().isEmpty());
        const Json values = Json::parse(kept().toStdString());
        QCOMPARE(values.at("target"), Json(60.0));
        QCOMPARE(values.at("light"), Json(true));
        QCOMPARE(values.at("spin"), Json::parse(R"({"a": [], "b": 1})"));
    }

    void whatHasNoJsonFormLeavesTheValueBefore()
    {
        QTest::ignoreMessage(QtWarningMsg, saying(QStringLiteral("target: NaN and infinities")));
        {
            OvenRun run(m_folder->path());
            QVERIFY(run.write("target", 70));
            QVERIFY(run.invoke("lose_target", nullptr));
            QTRY_VERIFY_WITH_TIMEOUT(std::isnan(run.oven().target()), 30'000);
            QVERIFY(run.write("fan", 4));
        }
        OvenRun run(m_folder->path());
        QCOMPARE(run.read("target"), Json(70.0));
        QCOMPARE(run.read("fan"), Json(4));
    }

    void aFailedWriteIsToldAndTheValueStays()
    {
        // Where the Thing's folder should be is a file.
        QFile inTheWay(m_folder->filePath(QStringLiteral("oven")));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        OvenRun run(m_folder->path());
        QTest::ignoreMessage(QtCriticalMsg,
                             saying(QStringLiteral("The settings could not be saved: ")));
        QVERIFY(run.write("target", 80));
        QVERIFY(run.flushed());
        QCOMPARE(run.read("target"), Json(80.0));
        // Said once, not for each further change; and tried again with it.
        QVERIFY(run.write("target", 81));
        QVERIFY(run.flushed());
        QVERIFY(inTheWay.remove());
        QVERIFY(run.write("target", 82));
        QTRY_VERIFY_WITH_TIMEOUT(kept().contains("82.0"), 30'000);
    }

    void aFullDiskIsToldAndTheOldFileStays_data()
    {
        QTest::addColumn<quint64>("room");
        QTest::newRow("no room at all") << quint64 {0};
        // All of it fits into the buffer of a file: only its last step shows that there is no room.
        QTest::newRow("room for a part") << quint64 {20};
    }
    void aFullDiskIsToldAndTheOldFileStays()
    {
        QFETCH(const quint64, room);
        OvenRun run(m_folder->path());
        QVERIFY(run.write("target", 70));
        QVERIFY(run.flushed());
        const QByteArray before = kept();
        QVERIFY(before.contains("70.0"));
        {
            const FileSizeLimit full(room);
            QTest::ignoreMessage(QtCriticalMsg,
                                 saying(QStringLiteral("The settings could not be saved: ")));
            QVERIFY(run.write("target", 80));
            QVERIFY(run.flushed());
            QCOMPARE(run.read("target"), Json(80.0));
            QCOMPARE(kept(), before);
        }
        QVERIFY(run.flushed());
        QVERIFY2(kept().contains("80.0"), "it is tried again");
    }

    void ofTwoProgramsTheSecondWritesNothing()
    {
        OvenRun first(m_folder->path());
        QVERIFY(first.write("target", 70));
        QVERIFY(first.flushed());
        const QString half =
            m_folder->filePath(QStringLiteral("oven/.holdfast-0123456789abcdef.part"));
        QVERIFY(QFile::copy(path(), half)); // the first one is about to save something
        QTest::ignoreMessage(QtWarningMsg, saying(QStringLiteral("nothing is written there")));
        OvenRun second(m_folder->path());
        QCOMPARE(second.read("target"), Json(70.0));
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral(
                                                "could not be saved: .* another program")));
        QVERIFY(second.write("target", 80));
        QVERIFY(second.flushed());
        QVERIFY(kept().contains("70.0"));
        QVERIFY2(QFile::exists(half), "a file of the first one is gone");
        QVERIFY(first.write("target", 90));
        QVERIFY(first.flushed());
        QVERIFY(kept().contains("90.0"));
    }

    void removesWhatKilledWritersLeft()
    {
        put("{}");
        const QString left =
            m_folder->filePath(QStringLiteral("oven/.holdfast-0123456789abcdef.part"));
        const QString other = path() + QStringLiteral(".backup"); // of a careful user
        QVERIFY(QFile::copy(path(), left) && QFile::copy(path(), other));
        OvenRun run(m_folder->path());
        QVERIFY(!QFile::exists(left));
        QVERIFY(QFile::exists(other));
    }

    void withoutAFolderNothingIsKept()
    {
        OvenRun run({});
        QVERIFY(run.write("target", 80));
        QVERIFY(run.flushed());
        QVERIFY(!QFile::exists(QStringLiteral("oven")));
    }

private:
    QString path() const { return m_folder->filePath(QStringLiteral("oven/Settings-Oven.json")); }
    QByteArray kept() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void put(const QByteArray &text) const
    {
        QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("oven")));
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    QList<QByteArray> keptAside() const
    {
        QList<QByteArray> found;
        const QDir folder(m_folder->filePath(QStringLiteral("oven")));
        const QStringList names =
            folder.entryList({QStringLiteral("Settings-Oven.json.bad-*")}, QDir::Files);
        for (const QString &name : names) {
            QFile file(folder.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                found << file.readAll();
        }
        return found;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

HOLDFAST_GUILESS_TEST(TestSettings)

} // namespace tst_settings

#include "tst_settings.moc"
