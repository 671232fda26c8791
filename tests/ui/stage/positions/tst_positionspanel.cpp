// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/simulatedstage.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"
#include "tests/ui/mainwindow/openpart.h"
#include "tests/ui/nowarnings.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/scan/scanmap.h"
#include "ui/settings/usersettings.h"
#include "ui/stage/positions/keptpositions.h"
#include "ui/stage/positions/positionspanel.h"

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QWindow>

namespace tst_positionspanel {

using namespace Holdfast;

namespace {

const QString stage = QStringLiteral("stage");

//! \brief The window of a stage that moves fast, with its positions open.
class Desk
{
public:
    Desk()
        : station(options(), {{stage,
                               [] {
                                   SimulatedStageOptions fast;
                                   fast.stepRate = 100'000;
                                   return std::make_unique<SimulatedStage>(fast);
                               }}})
        , session(station, {Principal::Kind::Operator, QStringLiteral("operator"), {}})
    {
        if (const Result<void> started = station.start(); !started)
            qFatal("%s", qPrintable(started.error().message()));
        settings.setLengthUnit(LengthUnit::Steps);
        window = std::make_unique<MainWindow>(session, &settings);
        window->show();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("The window does not become active.");
        openPart(panel());
        press(Qt::Key_F); // the focus is at the picture
        (void)QTest::qWaitFor([this] { return button("markButton")->isEnabled(); }, 30'000);
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(window->windowHandle(), key, modifiers);
    }
    PositionsPanel *panel() const { return window->findChild<PositionsPanel *>(); }
    QTableView *table() const
    {
        return window->findChild<QTableView *>(QStringLiteral("positionsTable"));
    }
    QAbstractButton *button(const char *name) const
    {
        return window->findChild<QAbstractButton *>(QLatin1StringView(name));
    }
    QString text(const char *label) const
    {
        return window->findChild<QLabel *>(QLatin1StringView(label))->text();
    }
    //! Returns the rows of the table: "Position 1 10 20 30".
    QStringList rows() const
    {
        QStringList result;
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < table()->model()->columnCount(); ++column)
                cells << table()->model()->index(row, column).data().toString();
            result << cells.join(u' ');
        }
        return result;
    }
    Json position() const { return session.read(stage, QStringLiteral("position")).wait()->json; }
    //! Runs an action of the stage as a client does, and waits until the window shows where it is.
    bool run(const char *action, const Json &input = Json::object()) const
    {
        const auto begun = session.invoke(stage, QLatin1StringView(action), input);
        return begun
               && QTest::qWaitFor(
                   [&] {
                       return session.invocation(begun->id)->state == InvocationState::Completed
                              && isShown();
                   },
                   30'000);
    }
    bool isShown() const
    {
        const Json at = position();
        return text("position_x") == QString::number(at.at("x").get<int>())
               && text("position_y") == QString::number(at.at("y").get<int>())
               && text("position_z") == QString::number(at.at("z").get<int>());
    }
    bool isAt(int x, int y, int z) const
    {
        return position() == Json({{"x", x}, {"y", y}, {"z", z}}) && isShown()
               && text("moveStatusText") == QStringLiteral("Ready");
    }

    UserSettings settings {{}};
    Station station;
    Session session;
    std::unique_ptr<MainWindow> window;

private:
    static StationOptions options()
    {
        StationOptions options;
        options.journal = JournalOptions::inMemory();
        return options;
    }
};

} // namespace

//! Tests named positions in the whole window, with a stage that is simulated.
class TestPositionsPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale::c());
        failOnAnyWarning();
    }

    void marksAndGoesBackWithKeys()
    {
        const Desk desk;
        QVERIFY(desk.run("move_absolute", {{"x", 100}, {"y", -200}, {"z", 30}}));
        desk.press(Qt::Key_M);
        QCOMPARE(desk.rows(), QStringList {QStringLiteral("Position 1 100 -200 30")});
        QCOMPARE(desk.text("liveRemark"), QStringLiteral("Marked: Position 1"));
        QVERIFY(desk.run("move_absolute", {{"x", 500}, {"y", 600}, {"z", -70}}));
        desk.press(Qt::Key_M);
        QCOMPARE(desk.rows().last(), QStringLiteral("Position 2 500 600 -70"));

        desk.table()->setFocus();
        desk.table()->selectRow(0);
        desk.press(Qt::Key_Return);
        WAIT_UNTIL(desk.isAt(100, -200, 30));
        desk.press(Qt::Key_Z, Qt::ControlModifier);
        WAIT_UNTIL(desk.isAt(500, 600, -70));
        desk.press(Qt::Key_Z, Qt::ControlModifier);
        WAIT_UNTIL(desk.isAt(100, -200, 30));
        // Steps lead away from a place, and are no place themselves.
        desk.press(Qt::Key_Right);
        WAIT_UNTIL(desk.isAt(300, -200, 30));
        desk.press(Qt::Key_Z, Qt::ControlModifier);
        WAIT_UNTIL(desk.isAt(500, 600, -70));
    }

    void withoutAPlaceBeforeItSaysSo()
    {
        const Desk desk;
        desk.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(desk.text("liveRemark"), QStringLiteral("The stage has not gone anywhere yet."));
        QCOMPARE(desk.panel()->remark(), desk.text("liveRemark"));
        QVERIFY(desk.session.invocations().isEmpty());
    }

    void theNumbersFollowANewZeroAndAnInvertedAxis()
    {
        const Desk desk;
        QVERIFY(desk.run("move_absolute", {{"x", 100}, {"y", 200}, {"z", 30}}));
        desk.press(Qt::Key_M);
        QVERIFY(desk.run("move_absolute", {{"x", 40}, {"y", 50}, {"z", 60}}));
        QVERIFY(desk.run("set_zero_position"));
        WAIT_UNTIL(desk.rows() == QStringList {QStringLiteral("Position 1 60 150 -30")});
        QVERIFY(desk.run("invert_axis_direction", {{"axis", "y"}}));
        WAIT_UNTIL(desk.rows() == QStringList {QStringLiteral("Position 1 60 -150 -30")});
        desk.table()->selectRow(0);
        QTest::mouseClick(desk.button("goToMarkButton"), Qt::LeftButton);
        WAIT_UNTIL(desk.isAt(60, -150, -30));
        // The place before was counted in another way, too.
        QTest::mouseClick(desk.button("goBackButton"), Qt::LeftButton);
        WAIT_UNTIL(desk.isAt(0, 0, 0));
    }

    void renamesAndRemoves()
    {
        const Desk desk;
        desk.press(Qt::Key_M);
        desk.press(Qt::Key_M);
        desk.table()->setFocus();
        desk.table()->selectRow(0);
        desk.press(Qt::Key_F2);
        auto *editor = QApplication::focusWidget();
        QVERIFY(editor != desk.table());
        // An arrow is a key of the editor here, and so is the letter that marks.
        QTest::keyClicks(editor, QStringLiteral("edge M"));
        QTest::keyClick(editor, Qt::Key_Right);
        QTest::keyClick(editor, Qt::Key_Return);
        const QStringList renamed {QStringLiteral("edge M 0 0 0"),
                                   QStringLiteral("Position 2 0 0 0")};
        WAIT_UNTIL(desk.rows() == renamed);
        WAIT_UNTIL(desk.table()->hasFocus());
        QVERIFY(desk.session.invocations().isEmpty());
        desk.press(Qt::Key_Delete);
        QCOMPARE(desk.rows(), QStringList {QStringLiteral("Position 2 0 0 0")});
        desk.press(Qt::Key_M);
        QCOMPARE(desk.rows().last(), QStringLiteral("Position 1 0 0 0"));
    }

    void savesAndLoads()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("slide.json"));
        {
            const Desk desk;
            QVERIFY(desk.run("move_absolute", {{"x", 100}, {"y", 200}, {"z", 30}}));
            desk.press(Qt::Key_M);
            QTest::mouseClick(desk.button("saveMarksButton"), Qt::LeftButton);
            auto *dialog = desk.window->findChild<QFileDialog *>(QStringLiteral("positionsDialog"));
            QVERIFY(dialog && dialog->isVisible());
            Q_EMIT dialog->fileSelected(folder.filePath(QStringLiteral("slide")));
            dialog->reject();
            WAIT_UNTIL(desk.panel()->remark() == QStringLiteral("The positions are in ") + file);
        }
        const Desk desk;
        QVERIFY(!desk.button("saveMarksButton")->isEnabled());
        QTest::mouseClick(desk.button("loadMarksButton"), Qt::LeftButton);
        auto *dialog = desk.window->findChild<QFileDialog *>(QStringLiteral("positionsDialog"));
        QVERIFY(dialog && dialog->isVisible());
        Q_EMIT dialog->fileSelected(file);
        dialog->reject();
        WAIT_UNTIL(desk.rows() == QStringList {QStringLiteral("Position 1 100 200 30")});
        // Loading adds; what is there stays.
        desk.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        desk.press(Qt::Key_M);
        desk.panel()->load(file);
        WAIT_UNTIL(desk.rows().size() == 3);
    }

    void aFileThatIsNoneIsSaidAndChangesNothing()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("other.json"));
        QFile other(file);
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("{\"things\": {}}") > 0);
        other.close();
        const Desk desk;
        desk.press(Qt::Key_M);
        desk.panel()->load(file);
        WAIT_UNTIL(desk.panel()->remark().startsWith(file + QStringLiteral(" was not loaded. ")));
        desk.panel()->load(folder.filePath(QStringLiteral("nowhere.json")));
        WAIT_UNTIL(desk.panel()->remark().contains(QStringLiteral("could not be read")));
        desk.panel()->save(file + QStringLiteral("/below.json"));
        WAIT_UNTIL(desk.panel()->remark().contains(QStringLiteral("was not written")));
        QCOMPARE(desk.rows(), QStringList {QStringLiteral("Position 1 0 0 0")});
    }

    void positionsAreThereAgainAtTheNextStart()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("positions/instrument.json"));
        {
            const Desk desk;
            desk.window->keepPositions(file);
            QVERIFY(desk.run("move_absolute", {{"x", 100}, {"y", 200}, {"z", 30}}));
            desk.press(Qt::Key_M);
            WAIT_UNTIL(QFile::exists(file));
            desk.press(Qt::Key_M);
            // At once, and so that the zero of the next start is not that of this one.
            QVERIFY(desk.run("set_zero_position"));
            desk.window->close();
        }
        const Desk desk;
        desk.window->keepPositions(file);
        WAIT_UNTIL(desk.rows()
                   == QStringList({QStringLiteral("Position 1 100 200 30"),
                                   QStringLiteral("Position 2 100 200 30")}));
        desk.table()->setFocus();
        desk.table()->selectRow(0);
        desk.press(Qt::Key_Delete);
        const auto kept = [&file]() -> qsizetype {
            QFile opened(file);
            if (!opened.open(QIODevice::ReadOnly))
                return -1;
            const auto parsed = PositionList::fromText(opened.readAll());
            const auto *list = std::get_if<PositionList>(&parsed);
            return list ? list->positions.size() : -1;
        };
        WAIT_UNTIL(kept() == 1);
    }

    void keptPositionsThatCannotBeReadArePutAside()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("instrument.json"));
        QFile broken(file);
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{\"holdfast") > 0);
        broken.close();
        const Desk desk;
        desk.window->keepPositions(file);
        WAIT_UNTIL(desk.panel()->remark().startsWith(
            QStringLiteral("The positions of the last run could not be used. ")));
        QCOMPARE(QDir(folder.path()).entryList({QStringLiteral("instrument.json.bad-*")}).size(),
                 1);
        QVERIFY(!QFile::exists(file));
        desk.press(Qt::Key_M);
        WAIT_UNTIL(QFile::exists(file));
    }

    void thatPositionsCannotBeKeptIsSaid()
    {
        const QTemporaryDir folder;
        QFile inTheWay(folder.filePath(QStringLiteral("positions")));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const QString file = inTheWay.fileName() + QStringLiteral("/instrument.json");
        const Desk desk;
        desk.window->keepPositions(file);
        desk.press(Qt::Key_M);
        WAIT_UNTIL(desk.panel()->remark().startsWith(
            QStringLiteral("The positions could not be kept in ") + file));
        QCOMPARE(desk.rows().size(), 1);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral(
                                               "^The positions could not be kept in ")));
    }

    void aConfigurationHasAFileOfItsOwn()
    {
        const auto file = [](const char *path) {
            return KeptPositions::fileFor(QLatin1StringView(path));
        };
        QCOMPARE(file("/lab/a/scope.json"), file("/lab/a/scope.json"));
        QVERIFY(file("/lab/a/scope.json") != file("/lab/b/scope.json"));
        QVERIFY(file("/lab/a/scope.json").contains(QStringLiteral("/holdfast/positions/scope-")));
        QVERIFY(file("").endsWith(QStringLiteral("/holdfast/positions/simulated.json")));
    }

    void positionsOfAnotherUnitAreRefused()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("micrometres.json"));
        QFile other(file);
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write(PositionList {.unit = QStringLiteral("\u00b5m"),
                                  .positions = {{QStringLiteral("a"), {}}}}
                        .toText({}));
        other.close();
        const Desk desk;
        desk.panel()->load(file);
        WAIT_UNTIL(desk.panel()->remark().contains(QStringLiteral("counted in \u00b5m")));
        QVERIFY(desk.rows().isEmpty());
    }

    void whileEverythingIsStoppedItSaysWhatToDoFirst()
    {
        const Desk desk;
        desk.press(Qt::Key_M);
        QVERIFY(desk.run("move_absolute", {{"x", 100}}));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        (void)desk.session.stop();
        WAIT_UNTIL(!desk.button("moveLeftButton")->isEnabled());
        desk.table()->setFocus();
        desk.press(Qt::Key_Return);
        QVERIFY2(desk.panel()->remark().startsWith(QStringLiteral("Not moved. "))
                     && desk.panel()->remark().contains(QStringLiteral("clear the stop first")),
                 qPrintable(desk.panel()->remark()));
        QCOMPARE(desk.position().at("x").get<int>(), 100);
    }
};

HOLDFAST_TEST(TestPositionsPanel)

} // namespace tst_positionspanel

#include "tst_positionspanel.moc"
