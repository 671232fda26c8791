// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/suffix.h"
#include "ui/settings/inifile.h"
#include "ui/settings/settingsdialog.h"
#include "ui/settings/settingsnotice.h"
#include "ui/settings/usersettings.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>

namespace tst_usersettings {

using namespace Holdfast;

class TestUserSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void whatIsWrittenIsReadAgain()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("new/window.ini"));
        QByteArray bytes;
        for (int i = 0; i < 256; ++i)
            bytes += char(i);
        const QString path = QStringLiteral("/home/\u00e4 \"b\"\\c;d=e,f%20/@x\u20ac");
        {
            UserSettings settings(file);
            settings.setPictureFolder(path);
            settings.setSteps(7, 3);
            settings.setInverted(Axis::Y, true);
            settings.setWindow(bytes, QByteArray("@ByteArray(1"));
            settings.setLanguage(QString());
        }
        const UserSettings again(file);
        QCOMPARE(again.pictureFolder(), path);
        QCOMPARE(again.stepXY(), 7);
        QCOMPARE(again.stepZ(), 3);
        QVERIFY(again.isInverted(Axis::Y) && !again.isInverted(Axis::X));
        QCOMPARE(again.windowGeometry(), bytes);
        QCOMPARE(again.dockLayout(), QByteArray("@ByteArray(1"));
        QCOMPARE(again.language(), QString());
    }

    void aFileOfBeforeIsReadAndWhatOthersWroteStays()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("window.ini"));
        {
            QSettings before(file, QSettings::IniFormat);
            before.setValue(QStringLiteral("stage/step_xy"), 50);
            before.setValue(QStringLiteral("look/scheme"), QStringLiteral("dark"));
        }
        auto first = std::make_unique<UserSettings>(file);
        auto second = std::make_unique<UserSettings>(file);
        QCOMPARE(first->stepXY(), 50);
        first->setScheme(SchemeWish::Light);
        second->setSteps(50, 9);
        first.reset();
        second.reset();
        const UserSettings both(file);
        QCOMPARE(both.scheme(), SchemeWish::Light);
        QCOMPARE(both.stepZ(), 9);
    }

    void whatCannotBeWrittenIsSaidAndTriedAgain()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("window.ini"));
        const auto isFull = std::make_shared<std::atomic<bool>>(true);
        const auto data = std::make_shared<QByteArray>();
        UserSettings settings(file, nullptr, [=](const QString &, const QByteArray &text) {
            if (*isFull)
                return QStringLiteral("The system says: No space left on device.");
            *data = text;
            return QString();
        });
        SettingsNotice notice(&settings);
        const SettingsDialog dialog(&settings);
        QVERIFY(notice.isHidden());
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("cannot be saved in")));
        settings.setSteps(7, 3);
        QTRY_VERIFY_WITH_TIMEOUT(!notice.isHidden(), 30'000);
        const QString text =
            notice.findChild<QLabel *>(QStringLiteral("settingsNoticeText"))->text();
        QVERIFY2(text.contains(file) && text.contains(QStringLiteral("No space left")),
                 qPrintable(text));
        QVERIFY(dialog.findChild<QLabel *>(QStringLiteral("settingsNote"))
                    ->text()
                    .contains(QStringLiteral("No space left")));
        QCOMPARE(settings.stepXY(), 7);
        *isFull = false;
        notice.findChild<QPushButton *>(QStringLiteral("saveSettingsButton"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(notice.isHidden(), 30'000);
        QVERIFY2(data->contains("step_xy=\"7\""), data->constData());
    }

    void aFolderThatCannotBeWrittenToIsReported()
    {
        UserSettings settings(QStringLiteral("/proc/self/nowhere/window.ini"));
        const QSignalSpy problems(&settings, &UserSettings::problemChanged);
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("cannot be saved in")));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("were not saved in")));
        settings.setSteps(7, 3);
        QTRY_COMPARE_WITH_TIMEOUT(problems.size(), 1, 30'000);
        QVERIFY(!settings.problem().isEmpty());
    }

    void aPictureFolderIsAlwaysFromTheRoot_data()
    {
        QTest::addColumn<QString>("entered");
        QTest::addColumn<QString>("folder");
        const QString home = QDir::homePath();
        QTest::newRow("the home folder") << QStringLiteral("~") << home;
        QTest::newRow("in it") << QStringLiteral("~/Pictures/x")
                               << home + QStringLiteral("/Pictures/x");
        QTest::newRow("relative") << QStringLiteral("pictures")
                                  << home + QStringLiteral("/pictures");
        QTest::newRow("upwards") << QStringLiteral("pictures/../x/") << home + QStringLiteral("/x");
        QTest::newRow("from the root") << QStringLiteral(" /data//x ") << QStringLiteral("/data/x");
    }

    void aPictureFolderIsAlwaysFromTheRoot()
    {
        QFETCH(QString, entered);
        QFETCH(QString, folder);
        UserSettings settings({});
        SettingsDialog dialog(&settings);
        auto *line = dialog.findChild<QLineEdit *>(QStringLiteral("pictureFolder"));
        line->setText(entered);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(settings.pictureFolder(), folder);
        QCOMPARE(line->text(), folder);
    }

    void aNameWithoutASuffixGetsTheOneOfWhatItIs_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QString>("result");
        const auto row = [](const char *name, const char *path, const char *suffix,
                            const char *result) {
            QTest::newRow(name) << QString::fromLatin1(path) << QString::fromLatin1(suffix)
                                << QString::fromLatin1(result);
        };
        row("none", "/a/scan", "jpg", "/a/scan.jpg");
        row("the same", "/a/scan.jpg", "jpg", "/a/scan.jpg");
        row("another way to write it", "/a/scan.JPEG", "jpg", "/a/scan.JPEG");
        row("a number", "/a/sample.3", "jpg", "/a/sample.3.jpg");
        row("that of something else", "/a/scan.png", "jpg", "/a/scan.png.jpg");
        row("a name that begins with a point", "/a/.jpg", "jpg", "/a/.jpg.jpg");
        row("a point at the end", "/a/scan.", "png", "/a/scan.png");
        row("data of an unknown kind", "/a/data", "", "/a/data");
    }

    void aNameWithoutASuffixGetsTheOneOfWhatItIs()
    {
        QFETCH(QString, path);
        QFETCH(QString, suffix);
        QFETCH(QString, result);
        QCOMPARE(withSuffix(path, suffix), result);
    }

    void sizesOfStepsAreKeptAndChosen()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("window.ini"));
        {
            UserSettings settings(file);
            QVERIFY(settings.stepPreset(0) == (StepPreset {10, 5}));
            settings.setStepPreset(1, {77, 7});
            settings.useStepPreset(1);
        }
        UserSettings again(file);
        QVERIFY(again.stepPreset(1) == (StepPreset {77, 7}));
        QCOMPARE(again.stepXY(), 77);
        QCOMPARE(again.stepZ(), 7);
    }

    void theNextFinerOrCoarserStepsAreFoundFromAnyStep()
    {
        UserSettings settings {{}};
        settings.setStepPreset(3, {20, 9}); // out of order
        settings.setSteps(15, 1);
        settings.stepThroughPresets(true);
        QCOMPARE(settings.stepXY(), 20);
        QCOMPARE(settings.stepZ(), 9);
        settings.stepThroughPresets(true);
        QCOMPARE(settings.stepXY(), 50);
        settings.stepThroughPresets(true);
        QCOMPARE(settings.stepXY(), 200);
        settings.stepThroughPresets(true); // there is no coarser one
        QCOMPARE(settings.stepXY(), 200);
        settings.setSteps(45, 1);
        settings.stepThroughPresets(false);
        QCOMPARE(settings.stepXY(), 20);
        settings.stepThroughPresets(false);
        settings.stepThroughPresets(false);
        QCOMPARE(settings.stepXY(), 10);
    }
};

HOLDFAST_TEST(TestUserSettings)

} // namespace tst_usersettings

#include "tst_usersettings.moc"
