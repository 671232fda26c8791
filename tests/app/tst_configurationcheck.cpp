// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/start/configurationcheck.h"
#include "tests/app/holdfastprocess.h"
#include "tests/program/testprogram.h"

#include <QFile>
#include <QTest>

#include <optional>

namespace tst_configurationcheck {

using namespace Holdfast;

//! Tests the check that comes before a start, with the program itself.
class TestConfigurationCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("says"); // empty: nothing is wrong
        QTest::newRow("a good one")
            << QByteArray(R"({"things": {"stage": "SimulatedStage"}})") << QString();
        QTest::newRow("no JSON") << QByteArray("{ oops") << QStringLiteral("This is not JSON");
        QTest::newRow("an unknown class") << QByteArray(R"({"things": {"stage": "Stage"}})")
                                          << QStringLiteral("There is no class \"Stage\"");
    }

    void saysWhatIsWrong()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QString, says);
        const QString problem = check(writeConfiguration(m_folder, json));
        QVERIFY2(says.isEmpty() ? problem.isEmpty() : problem.contains(says), qPrintable(problem));
    }

    void theExamplesCanBeStarted_data()
    {
        QTest::addColumn<QString>("example");
        QTest::newRow("OpenFlexure") << QStringLiteral("openflexure.json");
        QTest::newRow("pictures in a folder") << QStringLiteral("folder-camera.json");
    }

    //! A device that is not here, or the folder of this user's pictures, is no error of the configuration.
    void theExamplesCanBeStarted()
    {
        QFETCH(const QString, example);
        QFile file(QStringLiteral(HOLDFAST_EXAMPLES) + u'/' + example);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString problem = check(writeConfiguration(m_folder, file.readAll()));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void knowsAFileThatIsNotThere()
    {
        const QString problem = check(QStringLiteral("/nowhere/lab.json"));
        QVERIFY2(problem.contains(QStringLiteral("/nowhere/lab.json")), qPrintable(problem));
    }

    void takesAFileWhoseNameLooksLikeAnOption()
    {
        const QString problem = check(QStringLiteral("--help"));
        QVERIFY2(problem.contains(QStringLiteral("--help would not start")), qPrintable(problem));
    }

    void saysThatThereIsNoProgram()
    {
        const QString problem =
            check(QStringLiteral("lab.json"), QStringLiteral("/nowhere/holdfast"));
        QVERIFY2(problem.startsWith(QStringLiteral("The configuration could not be checked")),
                 qPrintable(problem));
    }

    void aCheckThatIsGivenUpSaysNothing()
    {
        const QString file =
            writeConfiguration(m_folder, R"({"things": {"stage": "SimulatedStage"}})");
        ConfigurationCheck check(QStringLiteral(HOLDFAST_PROGRAM));
        bool hasAnswered = false;
        check.check(file, {}, [&](const QString &) { hasAnswered = true; });
        check.giveUp();
        std::optional<QString> second;
        check.check(file, {}, [&](const QString &problem) { second = problem; });
        QTRY_VERIFY_WITH_TIMEOUT(second, 60'000);
        QVERIFY2(second->isEmpty(), qPrintable(*second));
        QVERIFY(!hasAnswered);
    }

private:
    static QString check(const QString &file,
                         const QString &program = QStringLiteral(HOLDFAST_PROGRAM))
    {
        ConfigurationCheck check(program);
        std::optional<QString> answer;
        check.check(file, {}, [&](const QString &problem) { answer = problem; });
        return QTest::qWaitFor([&] { return answer.has_value(); }, 60'000)
                   ? *answer
                   : QStringLiteral("there was no answer");
    }

    QTemporaryDir m_folder;
};

HOLDFAST_GUILESS_TEST(TestConfigurationCheck)

} // namespace tst_configurationcheck

#include "tst_configurationcheck.moc"
