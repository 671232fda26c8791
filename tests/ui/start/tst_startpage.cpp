// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "ui/settings/usersettings.h"
#include "ui/start/startpage.h"

#include <QAbstractButton>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWindow>

namespace tst_startpage {

using namespace Holdfast;

namespace {

const QString lab = QStringLiteral("/srv/lab/microscope.json");
const QString service = QStringLiteral("/etc/holdfast/holdfast.json");

StartOffer offer()
{
    return {.found = {service},
            .examples = {{StartExample::Kind::Simulation, "{\"things\": {}}\n"},
                         {StartExample::Kind::OpenFlexure, "{}\n"}}};
}

//! \brief The page in its window, and its visible state.
class Desk
{
public:
    explicit Desk(UserSettings &settings, const StartOffer &offered = offer())
        : page(&settings, offered)
        , started(&page, &StartPage::startWanted)
        , closed(&page, &StartPage::closed)
    {
        page.show();
        (void)QTest::qWaitForWindowActive(&page);
    }

    template<typename T>
    T *find(const char *name) const
    {
        return page.findChild<T *>(QLatin1StringView(name));
    }
    QListWidget *list() const { return find<QListWidget>("startList"); }
    QAbstractButton *button(const char *name) const { return find<QAbstractButton>(name); }
    QString note() const { return find<QLabel>("startNote")->text(); }
    QString chosen() const { return list()->currentItem()->text(); }
    void press(Qt::Key key) { QTest::keyClick(page.windowHandle(), key); }
    //! Returns the texts of the list that can be chosen.
    QStringList offered() const
    {
        QStringList texts;
        for (int row = 0; row < list()->count(); ++row) {
            if (list()->item(row)->flags() & Qt::ItemIsSelectable)
                texts << list()->item(row)->text().section(u'\n', 0, 0);
        }
        return texts;
    }

    StartPage page;
    QSignalSpy started;
    QSignalSpy closed;
};

} // namespace

class TestStartPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void theFirstTimeReturnStartsTheSimulation()
    {
        UserSettings settings({});
        Desk desk(settings, {});
        QVERIFY(desk.chosen().startsWith(QStringLiteral("Simulated microscope")));
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.started.count(), 1);
        QCOMPARE(desk.started.first().first().toString(), QString());
    }

    void theLatestConfigurationIsChosenFirst()
    {
        UserSettings settings({});
        settings.addRecentConfiguration(QStringLiteral("/home/a/old.json"));
        settings.addRecentConfiguration(lab);
        Desk desk(settings);
        QCOMPARE(desk.offered().mid(0, 3),
                 QStringList({QStringLiteral("microscope.json"), QStringLiteral("old.json"),
                              QStringLiteral("holdfast.json")}));
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.started.count(), 1);
        QCOMPARE(desk.started.first().first().toString(), lab);
    }

    void theArrowsChooseAndSkipTheHeadings()
    {
        UserSettings settings({});
        settings.addRecentConfiguration(lab);
        Desk desk(settings);
        desk.press(Qt::Key_Down);
        QVERIFY2(desk.chosen().startsWith(QStringLiteral("holdfast.json")),
                 qPrintable(desk.chosen()));
        desk.press(Qt::Key_Down);
        QVERIFY2(desk.chosen().startsWith(QStringLiteral("Simulated")), qPrintable(desk.chosen()));
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.started.first().first().toString(), QString());
    }

    void aDoubleClickStarts()
    {
        UserSettings settings({});
        settings.addRecentConfiguration(lab);
        Desk desk(settings);
        const QPoint at = desk.list()->visualItemRect(desk.list()->currentItem()).center();
        QTest::mouseClick(desk.list()->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(desk.list()->viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(desk.started.count(), 1);
    }

    void whileOneIsCheckedNoOtherStarts()
    {
        UserSettings settings({});
        settings.addRecentConfiguration(lab);
        Desk desk(settings);
        const QSignalSpy withdrawn(&desk.page, &StartPage::withdrawn);
        desk.press(Qt::Key_Return);
        QVERIFY(desk.find<QProgressBar>("startProgress")->isVisible());
        QVERIFY2(desk.note().startsWith(QStringLiteral("Checking ") + lab),
                 qPrintable(desk.note()));
        QVERIFY(!desk.button("startButton")->isEnabled());
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.started.count(), 1);
        desk.press(Qt::Key_Escape);
        QCOMPARE(withdrawn.count(), 1);
        QVERIFY(desk.page.isVisible());
        QVERIFY(!desk.find<QProgressBar>("startProgress")->isVisible());
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.started.count(), 2);
    }

    void aProblemIsShownLetterByLetterAndCanBeMended()
    {
        UserSettings settings({});
        settings.addRecentConfiguration(lab);
        Desk desk(settings);
        desk.press(Qt::Key_Return);
        const QString problem = QStringLiteral("lab.json: <b>port</b>: 70000 is not allowed.");
        desk.page.showProblem(problem);
        QCOMPARE(desk.note(), problem);
        QCOMPARE(desk.find<QLabel>("startNote")->textFormat(), Qt::PlainText);
        const QSignalSpy opened(&desk.page, &StartPage::openWanted);
        desk.button("startEditButton")->click();
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().toUrl(), QUrl::fromLocalFile(lab));
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.started.count(), 2);
    }

    void deleteForgetsARecentOne()
    {
        UserSettings settings({});
        settings.addRecentConfiguration(service);
        settings.addRecentConfiguration(lab);
        Desk desk(settings);
        desk.press(Qt::Key_Delete);
        QCOMPARE(settings.recentConfigurations(), QStringList {service});
        QCOMPARE(desk.offered().first(), QStringLiteral("holdfast.json"));
        desk.button("startRemoveButton")->click();
        QVERIFY(settings.recentConfigurations().isEmpty());
        // It is one of this computer as well, which is not forgotten.
        QCOMPARE(desk.offered().first(), QStringLiteral("holdfast.json"));
        QVERIFY(!desk.button("startRemoveButton")->isEnabled());
        desk.press(Qt::Key_Delete);
        QCOMPARE(desk.offered().first(), QStringLiteral("holdfast.json"));
    }

    void anExampleIsSavedAndOffered()
    {
        const QTemporaryDir folder;
        UserSettings settings({});
        Desk desk(settings);
        while (!desk.chosen().contains(QStringLiteral("comment for each key")))
            desk.press(Qt::Key_Down);
        QCOMPARE(desk.button("startButton")->text(), QStringLiteral("&Save as …"));
        desk.press(Qt::Key_Return);
        auto *dialog = desk.find<QFileDialog>("startExampleDialog");
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(desk.started.isEmpty());
        const QString file = folder.filePath(QStringLiteral("mine.json"));
        Q_EMIT dialog->fileSelected(folder.filePath(QStringLiteral("mine")));
        dialog->reject();
        QTRY_COMPARE_WITH_TIMEOUT(settings.recentConfigurations(), QStringList {file}, 30'000);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), QByteArray("{\"things\": {}}\n"));
        QVERIFY(desk.chosen().startsWith(QStringLiteral("mine.json")));
        QVERIFY2(desk.note().contains(file), qPrintable(desk.note()));
    }

    void anExampleThatCannotBeSavedIsSaid()
    {
        const QTemporaryDir folder;
        QVERIFY(QFile(folder.filePath(QStringLiteral("file"))).open(QIODevice::WriteOnly));
        const QString below = folder.filePath(QStringLiteral("file/all.json"));
        UserSettings settings({});
        Desk desk(settings);
        desk.page.saveExample(below, "{}");
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.note().startsWith(below + QStringLiteral(" was not written. ")), 30'000);
        QVERIFY(settings.recentConfigurations().isEmpty());
    }

    void anotherFileIsChosenInADialog()
    {
        UserSettings settings({});
        Desk desk(settings);
        desk.button("startOtherButton")->click();
        auto *dialog = desk.find<QFileDialog>("startFileDialog");
        QVERIFY(dialog && dialog->isVisible());
        Q_EMIT dialog->fileSelected(lab);
        dialog->reject();
        QCOMPARE(desk.started.count(), 1);
        QCOMPARE(desk.started.first().first().toString(), lab);
    }

    void namesAnotherHoldfast()
    {
        UserSettings settings({});
        Desk desk(settings);
        const auto *notice = desk.find<QWidget>("startNotice");
        QVERIFY(!notice->isVisible());
        const QUrl url(QStringLiteral("http://127.0.0.1:5000/"));
        desk.page.showNeighbour(url);
        QVERIFY(notice->isVisible());
        QVERIFY(desk.find<QLabel>("startNoticeText")->text().contains(url.toString()));
        const QSignalSpy opened(&desk.page, &StartPage::openWanted);
        desk.button("startNoticeButton")->click();
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().toUrl(), url);
    }

    void escapeEndsIt()
    {
        UserSettings settings({});
        Desk desk(settings);
        desk.press(Qt::Key_Escape);
        QCOMPARE(desk.closed.count(), 1);
        QVERIFY(!desk.page.isVisible());
        QVERIFY(desk.started.isEmpty());
    }

    void recentOnesAreFewAndTheLatestIsFirst()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("window.ini"));
        {
            UserSettings settings(file);
            for (int i = 0; i < 20; ++i)
                settings.addRecentConfiguration(QStringLiteral("/a b/\u00e4 \"%1\".json").arg(i));
            settings.addRecentConfiguration(QStringLiteral("/a b/\u00e4 \"15\".json"));
        }
        const UserSettings settings(file);
        const QStringList recent = settings.recentConfigurations();
        QCOMPARE(recent.size(), qsizetype(UserSettings::mostRecent));
        QCOMPARE(recent.mid(0, 2), QStringList({QStringLiteral("/a b/\u00e4 \"15\".json"),
                                                QStringLiteral("/a b/\u00e4 \"19\".json")}));
    }
};

HOLDFAST_TEST(TestStartPage)

} // namespace tst_startpage

#include "tst_startpage.moc"
