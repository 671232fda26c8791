// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/fakerich.h"
#include "tests/ui/mainwindow/openpart.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/text/format.h"
#include "ui/base/text/literal.h"
#include "ui/base/text/translation.h"
#include "ui/base/theme/theme.h"
#include "ui/log/logmodel.h"
#include "ui/mainwindow/keysheet.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/settings/keyeditor.h"
#include "ui/settings/settingsdialog.h"
#include "ui/settings/usersettings.h"
#include "ui/thing/property/changemark.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QKeySequence>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTabBar>
#include <QTest>
#include <QToolTip>

#include <utility>

namespace tst_windowlook {

using namespace Holdfast;

namespace {

constexpr QSize smallScreen(1024, 600);
constexpr int titleBar = 40;
const Fake::Bench::Parts everything {true, true, true, true, true};

//! Returns a name of the widest letters, without a place to break.
QString longName()
{
    return QString(200, u'W');
}

//! Returns the places of all widgets that can be clicked, in the coordinates of \a window.
QMap<QString, QRect> places(const QWidget &window)
{
    QMap<QString, QRect> result;
    for (const auto *widget : window.findChildren<QWidget *>()) {
        const bool isControl = qobject_cast<const QAbstractButton *>(widget)
                               || qobject_cast<const QAbstractSpinBox *>(widget);
        // The widgets in the panel of a Thing scroll with its rows.
        const auto *things = window.findChild<QWidget *>(QStringLiteral("thingsStack"));
        if (isControl && widget->isVisible() && !widget->objectName().isEmpty()
            && !(things && things->isAncestorOf(widget)))
            result[widget->objectName()] = QRect(widget->mapTo(&window, QPoint()), widget->size());
    }
    return result;
}

//! Returns the widgets that are in both, and at another place.
QStringList moved(const QMap<QString, QRect> &before, const QMap<QString, QRect> &after)
{
    QStringList list;
    for (auto place = before.begin(); place != before.end(); ++place) {
        const auto now = after.find(place.key());
        if (now != after.end() && *now != *place) {
            list << QStringLiteral("%1 from %2,%3 %4x%5 to %6,%7 %8x%9")
                        .arg(place.key())
                        .arg(place->x())
                        .arg(place->y())
                        .arg(place->width())
                        .arg(place->height())
                        .arg(now->x())
                        .arg(now->y())
                        .arg(now->width())
                        .arg(now->height());
        }
    }
    return list;
}

//! Returns the texts in \a window that may have a mnemonic, whether or not they are seen right now.
QStringList textsOf(const QWidget &window)
{
    QStringList texts;
    for (const auto *button : window.findChildren<QAbstractButton *>())
        texts << button->text();
    for (const auto *label : window.findChildren<QLabel *>()) {
        if (label->buddy())
            texts << label->text();
    }
    if (const auto *bar = window.findChild<QMenuBar *>()) {
        for (const QAction *action : bar->actions())
            texts << action->text();
    }
    return texts;
}

//! Returns the texts of which others have the mnemonic as well; one text may be on several widgets.
QStringList usedTwice(QStringList texts)
{
    texts.removeDuplicates();
    QMap<QString, QStringList> keys;
    for (const QString &text : texts) {
        if (const QKeySequence key = QKeySequence::mnemonic(text); !key.isEmpty())
            keys[key.toString()] << text;
    }
    QStringList list;
    for (auto key = keys.begin(); key != keys.end(); ++key) {
        if (key->size() > 1)
            list << key.key() + QStringLiteral(": ") + key->join(QStringLiteral(" | "));
    }
    return list;
}

//! Returns the parts of \a window as they look, by their names.
QMap<QString, QImage> looks(MainWindow &window)
{
    QMap<QString, QImage> result;
    for (auto *dock : window.findChildren<QDockWidget *>()) {
        dock->raise();
        QCoreApplication::sendPostedEvents();
        result[dock->objectName()] = dock->widget()->grab().toImage();
    }
    for (const char *name : {"controlBanner", "stopPanel", "livePanel", "cameraBar"}) {
        auto *part = window.findChild<QWidget *>(QLatin1StringView(name));
        result[QLatin1StringView(name)] = part->grab().toImage();
    }
    return result;
}

void makeAllPanels(const MainWindow &window)
{
    auto *things = window.findChild<QAbstractItemView *>(QStringLiteral("thingsList"));
    for (int row = things->model()->rowCount(); row > 0; --row)
        things->setCurrentIndex(things->model()->index(row - 1, 0));
}

} // namespace

class TestWindowLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale::c());
        failOnAnyWarning();
    }

    void everyColourFollowsAThemeThatChanges()
    {
        const QPalette before = QApplication::palette();
        Fake::Bench bench(everything);
        (void)bench.holdRemotely(); // so that the banner has its colour
        Theme theme(SchemeWish::Dark);
        MainWindow changed(bench.operatorSession);
        changed.show();
        QTRY_COMPARE_WITH_TIMEOUT(changed.findChild<QLabel *>(QStringLiteral("position_x"))->text(),
                                  QStringLiteral("0"), 30'000);
        (void)looks(changed);
        for (const SchemeWish wish : {SchemeWish::Light, SchemeWish::Dark, SchemeWish::Light}) {
            theme.setWish(wish);
            MainWindow fresh(bench.operatorSession);
            fresh.show();
            for (MainWindow *window : {&changed, &fresh}) {
                QTRY_VERIFY_WITH_TIMEOUT(
                    window->findChild<QWidget *>(QStringLiteral("gainBox"))->isEnabled(), 30'000);
                QTRY_COMPARE_WITH_TIMEOUT(
                    window->findChild<QLabel *>(QStringLiteral("position_x"))->text(),
                    QStringLiteral("0"), 30'000);
                window->setFocus();
            }
            // Times go on from one picture to the next; colours do not.
            const auto coloursOf = [](const QImage &image) {
                QSet<QRgb> colours;
                for (int y = 0; y < image.height(); ++y) {
                    for (int x = 0; x < image.width(); ++x)
                        colours << image.pixel(x, y);
                }
                return colours;
            };
            const QMap<QString, QImage> now = looks(changed);
            const QMap<QString, QImage> then = looks(fresh);
            for (auto part = now.begin(); part != now.end(); ++part) {
                const QColor corner = part->pixelColor(1, 1);
                QVERIFY2(corner == then[part.key()].pixelColor(1, 1),
                         qPrintable(part.key() + u' ' + corner.name()));
            }
            const auto banner = QStringLiteral("controlBanner");
            QVERIFY(coloursOf(now[banner]).contains(accent(QApplication::palette()).rgb()));
            for (const auto *widget : changed.findChildren<QWidget *>()) {
                // STOP has its own colours, with any theme.
                if (widget->objectName().isEmpty() || widget->objectName() == u"stopButton"
                    || widget->objectName().startsWith(QStringLiteral("qt_"))
                    // Qt keeps tab bars for docks that are hidden.
                    || (qobject_cast<const QTabBar *>(widget->parentWidget())
                        && !widget->isVisible()))
                    continue;
                const auto *same = fresh.findChild<QWidget *>(widget->objectName());
                if (!same)
                    continue;
                for (const auto role : {QPalette::Window, QPalette::WindowText, QPalette::Base,
                                        QPalette::Text, QPalette::Button, QPalette::ButtonText,
                                        QPalette::ToolTipBase, QPalette::ToolTipText}) {
                    QVERIFY2(widget->palette().color(role) == same->palette().color(role),
                             qPrintable(widget->objectName()));
                }
            }
        }
        QApplication::setPalette(before);
    }

    void theMarkOfAChangeFollowsAThemeThatChanges()
    {
        const QPalette before = QApplication::palette();
        const auto putBack = qScopeGuard([&before] { QApplication::setPalette(before); });
        const Principal anna = Principal::client(QStringLiteral("anna"), {});
        const auto iconOf = [](const ChangeMark &mark) {
            for (const auto *label : mark.findChildren<QLabel *>()) {
                if (const QPixmap icon = label->pixmap(); !icon.isNull())
                    return icon.toImage();
            }
            return QImage();
        };
        Theme theme(SchemeWish::Dark);
        ChangeMark mark(QStringLiteral("mark"));
        mark.setChangedBy(anna);
        for (const SchemeWish wish : {SchemeWish::Light, SchemeWish::Dark, SchemeWish::Light}) {
            const QImage other = iconOf(mark);
            theme.setWish(wish);
            ChangeMark fresh(QStringLiteral("fresh"));
            fresh.setChangedBy(anna);
            QVERIFY(!iconOf(fresh).isNull());
            QVERIFY(iconOf(fresh) != other);
            QTRY_VERIFY_WITH_TIMEOUT(iconOf(mark) == iconOf(fresh), 30'000);
        }
    }

    void noMnemonicIsUsedTwice_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("German") << QStringLiteral("de");
    }

    void noMnemonicIsUsedTwice()
    {
        QFETCH(QString, language);
        const Translation translation(language);
        const Fake::Bench bench(everything);
        UserSettings settings({});
        MainWindow window(bench.operatorSession, &settings);
        makeAllPanels(window);
        QStringList texts = textsOf(window);
        // The texts of the same buttons at other times.
        auto *take = window.findChild<QAbstractButton *>(QStringLiteral("takeControlButton"));
        take->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.operatorSession.lock().hasControl(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!texts.contains(take->text()), 30'000);
        const QString giveBack = take->text();
        QStringList others = texts;
        take->click();
        QTRY_VERIFY_WITH_TIMEOUT(texts.contains(take->text()), 30'000);
        others.removeAll(take->text());
        others << giveBack;
        QCOMPARE(usedTwice(texts), QStringList());
        QCOMPARE(usedTwice(others), QStringList());
        QVERIFY(std::count_if(
                    texts.begin(), texts.end(),
                    [](const QString &text) { return !QKeySequence::mnemonic(text).isEmpty(); })
                > 10);
        for (const auto *menu : window.findChildren<QMenu *>()) {
            QStringList entries;
            for (const QAction *action : menu->actions())
                entries << action->text();
            QCOMPARE(usedTwice(entries), QStringList());
        }
        const SettingsDialog settingsDialog(&settings);
        QCOMPARE(usedTwice(textsOf(settingsDialog)), QStringList());
        const KeySheet keys({});
        const KeyEditor keyEditor(&settings);
        QCOMPARE(usedTwice(textsOf(keys)), QStringList());
    }

    void theWindowFitsASmallScreen_data() { noMnemonicIsUsedTwice_data(); }

    void theWindowFitsASmallScreen()
    {
        QFETCH(QString, language);
        const Translation translation(language);
        const Fake::Bench bench(everything);
        UserSettings settings({});
        MainWindow window(bench.operatorSession, &settings);
        makeAllPanels(window);
        window.setServerAddress(
            QUrl(QStringLiteral("http://%1:5000/").arg(QString(60, QChar(u'w')))));
        window.show();
        const QSize most = smallScreen - QSize(0, titleBar);
        const QSize least = window.minimumSizeHint();
        QVERIFY2(least.width() <= most.width() && least.height() <= most.height(),
                 qPrintable(QStringLiteral("%1 x %2").arg(least.width()).arg(least.height())));
        window.resize(most);
        QCOMPARE(window.size(), most);
        const auto *stop = window.findChild<QWidget *>(QStringLiteral("stopButton"));
        QVERIFY(window.rect().contains(QRect(stop->mapTo(&window, QPoint()), stop->size())));
        const SettingsDialog dialog(&settings);
        QVERIFY(dialog.sizeHint().height() <= most.height());
    }

    void noNameHoweverLongMovesAnything()
    {
        Fake::Bench bench(everything);
        const Session stranger(bench.station, Principal::client(longName(), longName()));
        UserSettings settings({});
        settings.setPictureFolder(QStringLiteral("/proc/") + longName());
        MainWindow window(bench.operatorSession, &settings);
        makeAllPanels(window);
        window.resize(MainWindow::firstSize({1280, 800}));
        window.show();
        for (const char *part : {"lockFlyout", "logDock"})
            openPart(window.findChild<QWidget *>(QLatin1StringView(part)));
        const auto text = [&](const char *name) {
            return window.findChild<QLabel *>(QLatin1StringView(name))->text();
        };
        QTRY_VERIFY_WITH_TIMEOUT(
            window.findChild<QWidget *>(QStringLiteral("gainBox"))->isEnabled(), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(text("position_x"), QStringLiteral("0"), 30'000);
        // The docks get their sizes only after the window is shown.
        QMap<QString, QRect> before;
        const auto isSettled = [&] {
            const QMap<QString, QRect> now = places(window);
            return std::exchange(before, now) == now;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(), 30'000);
        const QSize least = window.minimumSizeHint();
        QVERIFY(before.size() > 30);
        const auto check = [&](const char *when) {
            QCoreApplication::sendPostedEvents();
            const QStringList list = moved(before, places(window));
            return list.isEmpty() && window.minimumSizeHint() == least
                       ? QString()
                       : QStringLiteral("%1: %2 x %3 instead of %4 x %5\n%6")
                             .arg(QString::fromLatin1(when))
                             .arg(window.minimumSizeHint().width())
                             .arg(window.minimumSizeHint().height())
                             .arg(least.width())
                             .arg(least.height())
                             .arg(list.join(u'\n'));
        };

        QVERIFY(stranger.write(QStringLiteral("camera"), QStringLiteral("analogue_gain"), Json(4.0))
                    .wait());
        QTRY_VERIFY_WITH_TIMEOUT(text("cameraText").contains(longName()), 30'000);
        QCOMPARE(check("a setting was changed"), QString());
        window.log()->append(
            {QDateTime::currentDateTimeUtc(), LogLevel::Warning, longName(), longName()});
        bench.controls->blockMoves = true;
        const auto move = [&](const Session &session) {
            return bool(session.invoke(QStringLiteral("stage"), QStringLiteral("move_relative"),
                                       Json {{"x", 1}}, std::chrono::minutes {5}));
        };
        QVERIFY(move(stranger));
        QTRY_VERIFY_WITH_TIMEOUT(text("lockHeadline").contains(longName()), 30'000);
        QVERIFY(move(stranger));
        QCOMPARE(check("the lock is held, and a request waits"), QString());
        window.findChild<QAbstractButton *>(QStringLiteral("moveLeftButton"))->click();
        window.findChild<QAbstractButton *>(QStringLiteral("snapButton"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(text("moveStatusText").startsWith(QStringLiteral("Not moved")),
                                 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(text("cameraText").contains(QStringLiteral("No picture")), 30'000);
        QCOMPARE(check("it was waited for in vain"), QString());
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        QVERIFY(stranger.stop(longName()).wait());
        QTRY_VERIFY_WITH_TIMEOUT(text("stopState").contains(longName()), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(text("lockRemark").contains(longName()), 30'000);
        QCOMPARE(check("it was stopped"), QString());
    }

    void marksThatTurnTextAroundHaveNoEffect()
    {
        const QString rightToLeft = QString(QChar(0x202e));
        const QString name = QStringLiteral("abc") + rightToLeft + QStringLiteral("def")
                             + QChar(0x2067) + QChar(0x200f);
        QCOMPARE(literal(name), QStringLiteral("abc\ufffddef\ufffd\ufffd"));
        QCOMPARE(literal(QStringLiteral("\u05d0\u05d1")), QStringLiteral("\u05d0\u05d1"));
        QCOMPARE(Format::json(Json(name)), QStringLiteral("\"abc\\u202edef\\u2067\\u200f\""));
        QCOMPARE(Json::parse(Format::json(Json(name)).toStdString()).get<QString>(), name);

        Fake::Bench bench(everything);
        const Session stranger(bench.station, Principal::client(name, name));
        MainWindow window(bench.operatorSession);
        makeAllPanels(window);
        window.show();
        bench.controls->blockMoves = true;
        const auto move = [&] {
            return bool(stranger.invoke(QStringLiteral("stage"), QStringLiteral("move_relative"),
                                        Json {{"x", 1}}, std::chrono::minutes {5}));
        };
        QVERIFY(move() && move());
        window.log()->append({QDateTime::currentDateTimeUtc(), LogLevel::Warning, name, name});
        window.setServerProblem(name, 5001);
        QTRY_VERIFY_WITH_TIMEOUT(window.findChild<QLabel *>(QStringLiteral("lockHeadline"))
                                     ->text()
                                     .contains(literal(name)),
                                 30'000);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        QVERIFY(stranger.stop(name).wait());
        QTRY_VERIFY_WITH_TIMEOUT(
            window.findChild<QLabel *>(QStringLiteral("stopState"))->text().contains(literal(name)),
            30'000);
        QStringList found;
        const auto look = [&](const QString &text, const QString &where) {
            if (text != literal(text))
                found << where;
        };
        for (const auto *label : window.findChildren<QLabel *>())
            look(label->text(), label->objectName());
        for (const auto *widget : window.findChildren<QWidget *>())
            look(widget->toolTip(), QStringLiteral("tool tip of ") + widget->objectName());
        for (const auto *view : window.findChildren<QAbstractItemView *>()) {
            const QAbstractItemModel *model = view->model();
            for (int row = 0; model && row < model->rowCount(); ++row) {
                for (int column = 0; column < model->columnCount(); ++column) {
                    for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)})
                        look(model->index(row, column).data(role).toString(), view->objectName());
                }
            }
        }
        QCOMPARE(found, QStringList());
    }

    void fullScreenIsWhatTheWindowManagerSays()
    {
        const Fake::Bench bench;
        MainWindow window(bench.operatorSession);
        window.show();
        auto *full = window.findChild<QAction *>(QStringLiteral("fullScreenAction"));
        QVERIFY(!full->isChecked());
        window.setWindowState(window.windowState() | Qt::WindowFullScreen); // as its keys do
        QVERIFY(full->isChecked());
        full->trigger(); // F11 leaves it, and does not ask for the state that it has already
        QVERIFY(!window.isFullScreen());
        QVERIFY(!full->isChecked());
        full->trigger();
        QVERIFY(window.isFullScreen());
        window.setWindowState(window.windowState() & ~Qt::WindowFullScreen);
        QVERIFY(!full->isChecked());
    }

    void aDockComesBackInFront()
    {
        const Fake::Bench bench;
        MainWindow window(bench.operatorSession);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto *log = window.findChild<QDockWidget *>(QStringLiteral("logDock"));
        QAction *toggle = log->toggleViewAction();
        QVERIFY(!log->isVisible());
        toggle->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!log->visibleRegion().isEmpty(), 30'000);
        toggle->trigger();
        QVERIFY(!log->isVisible());
        toggle->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!log->visibleRegion().isEmpty(), 30'000); // not behind a tab
        log->setFloating(true);
        toggle->trigger();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        toggle->trigger();
        QVERIFY(QTest::qWaitForWindowActive(log));
    }
};

HOLDFAST_TEST(TestWindowLook)

} // namespace tst_windowlook

#include "tst_windowlook.moc"
