// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/json/json.h"
#include "tests/program/testprogram.h"
#include "tests/soak.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

namespace tst_settingskill {

using namespace Holdfast;

//! A program that does nothing but save settings is killed at random moments.
class TestSettingsKill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aKilledWriterLeavesTheOldOrTheNewFile()
    {
        const int kills = soakTimes(50, 500);
        const QTemporaryDir folder;
        QVERIFY(folder.isValid());
        const QString path = folder.filePath(QStringLiteral("oven/Settings-Oven.json"));
        int safe = 0; // the last number that a writer has seen on the disk
        int inTheMiddle = 0;
        for (int kill = 0; kill < kills; ++kill) {
            const Said said = killOne(folder.path());
            QVERIFY2(said.isKilled, "the writer did not write");
            safe = std::max(safe, said.saved);
            if (said.saving > said.saved)
                ++inTheMiddle;

            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            const Json values = Json::parse(text.toStdString(), nullptr, false);
            QVERIFY2(values.is_object(), "a corrupt or an empty file");
            const int number = values.at("fan").get<int>();
            QVERIFY2(number >= safe, "what was on the disk is lost");
            // At most the file that the latest writer had begun is left beside it (and . and ..).
            QVERIFY(QDir(folder.filePath(QStringLiteral("oven"))).count() <= 4);
            safe = number;
        }
        qInfo("%d of %d were killed while they were saving; the last number is %d.", inTheMiddle,
              kills, safe);
        QVERIFY2(inTheMiddle > kills / 10, "hardly a kill did hit");
    }

private:
    //! The output of a writer before it died.
    struct Said
    {
        bool isKilled = false;
        int saving = 0;
        int saved = 0;
    };

    static Said killOne(const QString &folder)
    {
        QProcess writer;
        writer.setProgram(QStringLiteral(SETTINGS_WRITER));
        writer.setArguments({folder});
        writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        writer.start();
        QByteArray output;
        while (!output.contains("saved")) {
            if (!writer.waitForReadyRead(60'000))
                return {};
            output += writer.readAllStandardOutput();
        }
        // It never ends by itself: this is how long it lives on.
        writer.waitForFinished(QRandomGenerator::global()->bounded(20));
        ::kill(static_cast<pid_t>(writer.processId()), SIGKILL);
        writer.waitForFinished(60'000);
        output += writer.readAllStandardOutput();
        Said said {writer.exitStatus() == QProcess::CrashExit};
        // Without the line that was cut off, where the number would be a smaller one.
        const QByteArrayList lines = output.first(output.lastIndexOf('\n')).split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("saving "))
                said.saving = line.sliced(7).toInt();
            else
                said.saved = line.sliced(6).toInt();
        }
        return said;
    }
};

HOLDFAST_GUILESS_TEST(TestSettingsKill)

} // namespace tst_settingskill

#include "tst_settingskill.moc"
