// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/configurationreader.h"
#include "tests/program/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

namespace tst_seriallogs {

using namespace Holdfast;

//! \brief What the configuration can say about a Board.
struct BoardOptions
{
    Q_GADGET
    Q_PROPERTY(QString port MEMBER port)
    Q_PROPERTY(QString serialLog MEMBER serialLog)
public:
    QString port;
    QString serialLog;
};

//! \brief A Thing at a serial line, which shows its options.
class Board : public Thing
{
    Q_OBJECT
public:
    explicit Board(const BoardOptions &given)
        : options(given)
    {
    }

    const BoardOptions options;
};

//! \brief A Thing without a serial line.
class Candle : public Thing
{
    Q_OBJECT
};

//! Recording serial lines for the user who asks for it on the command line.
class TestSerialLogs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_registry.add<Board, BoardOptions>(QStringLiteral("Board"));
        m_registry.addAlias(QStringLiteral("lab.things:Board"), QStringLiteral("Board"));
        m_registry.add<Candle>(QStringLiteral("Candle"));
    }

    void namesAFileForEachThing_data()
    {
        QTest::addColumn<QByteArray>("things");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QStringList>("files"); // of the Boards, in the order of their names
        const auto row = [](const char *name, const char *things, const char *file,
                            const QStringList &files) {
            QTest::newRow(name) << QByteArray(things) << QString::fromLatin1(file) << files;
        };
        row("the only board",
            R"({"a": {"class": "Board", "kwargs": {"port": "x"}}, "b": "Candle"})", "wire.log",
            {QStringLiteral("wire.log")});
        row("a class in its short form", R"({"a": "Board"})", "wire.log",
            {QStringLiteral("wire.log")});
        row("a class of another program's file", R"({"a": {"cls": "lab.things:Board"}})",
            "wire.log", {QStringLiteral("wire.log")});
        row("two boards", R"({"a": "Board", "b": {"class": "Board", "kwargs": {}}})", "wire.log",
            {QStringLiteral("wire.a.log"), QStringLiteral("wire.b.log")});
        row("two boards, and a file without a suffix", R"({"a": "Board", "b": "Board"})", "wire",
            {QStringLiteral("wire.a"), QStringLiteral("wire.b")});
        row("a board that has a file of its own",
            R"({"a": {"class": "Board", "kwargs": {"serial_log": "own"}}, "b": "Board"})",
            "wire.log", {QStringLiteral("own"), QStringLiteral("wire.log")});
    }
    void namesAFileForEachThing()
    {
        QFETCH(const QByteArray, things);
        QFETCH(const QString, file);
        QFETCH(const QStringList, files);
        const QTemporaryDir folder;
        const Configuration configuration =
            reader(folder.filePath(file)).parse("{\"things\": " + things + '}', {});
        QStringList found;
        for (const ConfiguredThing &thing : configuration.things) {
            const std::unique_ptr<Thing> made = thing.make();
            if (const auto *board = qobject_cast<Board *>(made.get()))
                found << board->options.serialLog.section(u'/', -1);
        }
        QCOMPARE(found, files);
        QVERIFY2(!QFile::exists(folder.filePath(files.last())), "--check makes no file");
    }

    void recordsNothingUnlessItIsAskedTo()
    {
        const Configuration configuration = reader({}).parse(R"({"things": {"a": "Board"}})", {});
        const std::unique_ptr<Thing> made = configuration.things.front().make();
        QCOMPARE(qobject_cast<Board *>(made.get())->options.serialLog, QString());
    }

    void refusesWhatCannotBeRecorded_data()
    {
        QTest::addColumn<QByteArray>("things");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, const char *things, const char *file,
                            const char *why) {
            QTest::newRow(name) << QByteArray(things) << QString::fromLatin1(file)
                                << QString::fromLatin1(why);
        };
        row("no serial line", R"({"a": "Candle"})", "wire.log", "There is no Thing whose serial");
        row("no Things", "{}", "wire.log", "There is no Thing whose serial");
        row("a folder that is not there", R"({"a": "Board"})", "nowhere/wire.log",
            "cannot be written: No such file or directory");
        row("a folder", R"({"a": "Board"})", "folder", "cannot be written: It is a folder");
        row("a pipe", R"({"a": "Board"})", "pipe", "cannot be written: It is a folder, a device");
        row("a file of another user", R"({"a": "Board"})", "sealed",
            "cannot be written: Permission denied");
        row("a folder of another user", R"({"a": "Board"})", "sealedfolder/wire.log",
            "cannot be written: Permission denied");
    }
    void refusesWhatCannotBeRecorded()
    {
        QFETCH(const QByteArray, things);
        QFETCH(const QString, file);
        QFETCH(const QString, why);
        if (why.contains(QLatin1String("Permission")) && ::geteuid() == 0)
            QSKIP("The superuser may write every file.");
        const QTemporaryDir folder;
        const QDir dir(folder.path());
        QVERIFY(dir.mkdir(QStringLiteral("folder")) && dir.mkdir(QStringLiteral("sealedfolder")));
        QCOMPARE(
            ::mkfifo(QFile::encodeName(folder.filePath(QStringLiteral("pipe"))).constData(), 0600),
            0);
        QFile sealed(folder.filePath(QStringLiteral("sealed")));
        QVERIFY(sealed.open(QIODevice::WriteOnly) && sealed.setPermissions(QFile::ReadOwner));
        const QString sealedFolder = folder.filePath(QStringLiteral("sealedfolder"));
        QVERIFY(QFile::setPermissions(sealedFolder, QFile::ReadOwner | QFile::ExeOwner));
        const CheckedConfiguration checked =
            reader(folder.filePath(file)).check(QByteArray("{\"things\": " + things + '}'), {});
        QVERIFY(!checked.configuration);
        QCOMPARE(checked.errors.size(), 1U);
        QVERIFY2(checked.errors.front().toString().startsWith(QLatin1String("--serial-log: ")),
                 qPrintable(checked.errors.front().toString()));
        QVERIFY2(checked.errors.front().toString().contains(why),
                 qPrintable(checked.errors.front().toString()));
        QVERIFY(QFile::setPermissions(sealedFolder,
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

private:
    ConfigurationReader reader(const QString &serialLog) const
    {
        ConfigurationReader reader(m_registry, {});
        reader.setSerialLog(serialLog);
        return reader;
    }

    ThingRegistry m_registry;
};

HOLDFAST_GUILESS_TEST(TestSerialLogs)

} // namespace tst_seriallogs

#include "tst_seriallogs.moc"
