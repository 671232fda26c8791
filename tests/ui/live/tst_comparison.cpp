// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/mainwindow/openpart.h"
#include "tests/ui/nowarnings.h"
#include "ui/camera/picture/picturestrip.h"
#include "ui/live/comparison/comparisonview.h"
#include "ui/live/livepanel.h"
#include "ui/live/liveview.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/settings/usersettings.h"

#include <QBuffer>
#include <QDir>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

namespace tst_comparison {

using namespace Holdfast;
using Mode = ComparisonView::Mode;

namespace {

QImage filled(QColor colour, QSize size = {80, 40})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

QByteArray jpeg(QColor colour)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    filled(colour).save(&buffer, "JPEG");
    return bytes;
}

//! \brief A red live picture, and a blue one that was taken, compared with it.
class Desk
{
public:
    Desk()
    {
        panel.resize(460, 320);
        panel.show();
        if (!QTest::qWaitForWindowActive(&panel))
            qFatal("The panel does not become active.");
        bench.controls->stream.load()->publish(jpeg(Qt::red));
        if (!QTest::qWaitFor([this] { return !panel.view()->picture().isNull(); }, 30'000))
            qFatal("There is no live picture.");
        panel.compare(filled(Qt::blue), QStringLiteral("cells.jpg"));
    }

    ComparisonView *view() const { return panel.comparison(); }
    void press(Qt::Key key) const { QTest::keyClick(panel.windowHandle(), key); }
    void click(const char *button) const
    {
        QTest::mouseClick(panel.findChild<QToolButton *>(QLatin1StringView(button)),
                          Qt::LeftButton);
    }
    //! Returns what is seen at a place in the lower half, from 0 at the left to 1: "picture", "live" or "nothing".
    QString at(double x) const
    {
        const QImage seen = view()->grab().toImage();
        const QColor colour = seen.pixelColor(int(x * (seen.width() - 1)), seen.height() / 2 + 10);
        if (colour.blue() > 200 && colour.red() < 60)
            return QStringLiteral("picture");
        return colour.red() > 200 && colour.blue() < 60 ? QStringLiteral("live")
                                                        : QStringLiteral("nothing");
    }
    void turnWheel(Qt::KeyboardModifiers modifiers) const
    {
        const QPointF at = QRectF(view()->rect()).center();
        QWheelEvent event(at, view()->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(view(), &event);
    }

    Fake::Bench bench;
    std::unique_ptr<StationMonitor> monitor = bench.operatorSession.monitor();
    LivePanel panel {{bench.operatorSession, monitor.get()}};
};

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale::c());
        failOnAnyWarning();
    }

    void thePictureIsShownBesideTheLiveOne()
    {
        const Desk desk;
        QVERIFY(desk.view()->isVisible());
        QCOMPARE(desk.view()->geometry(), desk.panel.view()->rect());
        QCOMPARE(desk.view()->mode(), Mode::SideBySide);
        QCOMPARE(desk.at(0.25), QStringLiteral("picture"));
        QCOMPARE(desk.at(0.75), QStringLiteral("live"));
        desk.bench.controls->stream.load()->publish(jpeg(Qt::blue));
        WAIT_UNTIL(desk.at(0.75) == QStringLiteral("picture")); // the live one is blue as well now
    }

    void theKeyGoesThroughTheWaysAndEscapeEndsIt()
    {
        const Desk desk;
        desk.press(Qt::Key_V);
        QCOMPARE(desk.view()->mode(), Mode::Swipe);
        QVERIFY(desk.panel.findChild<QToolButton *>(QStringLiteral("compareSwipe"))->isChecked());
        desk.press(Qt::Key_V);
        QCOMPARE(desk.view()->mode(), Mode::Blink);
        desk.press(Qt::Key_V);
        QCOMPARE(desk.view()->mode(), Mode::Alone);
        QCOMPARE(desk.at(0.25), QStringLiteral("picture"));
        QCOMPARE(desk.at(0.75), QStringLiteral("picture"));
        desk.press(Qt::Key_Escape);
        QVERIFY(!desk.view()->isVisible());
        QVERIFY(desk.view()->picture().isNull());
        WAIT_UNTIL(desk.panel.view()->hasFocus());
    }

    void theButtonsDoTheSame()
    {
        const Desk desk;
        desk.click("compareBlink");
        QCOMPARE(desk.view()->mode(), Mode::Blink);
        desk.click("comparePictureAlone");
        QCOMPARE(desk.view()->mode(), Mode::Alone);
        desk.click("compareSideBySide");
        QCOMPARE(desk.view()->mode(), Mode::SideBySide);
        desk.click("closeComparison");
        QVERIFY(!desk.view()->isVisible());
    }

    void theLineOfASwipeIsMovedWithMouseAndKeys()
    {
        const Desk desk;
        desk.click("compareSwipe");
        desk.view()->setFocus();
        QCOMPARE(desk.at(0.4), QStringLiteral("picture"));
        QCOMPARE(desk.at(0.6), QStringLiteral("live"));
        for (int i = 0; i < 4; ++i)
            desk.press(Qt::Key_Greater);
        QCOMPARE(desk.at(0.6), QStringLiteral("picture"));
        desk.press(Qt::Key_Less);
        QCOMPARE(desk.view()->divider(), 0.65);
        const int y = desk.view()->height() - 20;
        const auto x = [&](double part) { return int(part * desk.view()->width()); };
        QTest::mousePress(desk.view(), Qt::LeftButton, {}, {x(0.65), y});
        QTest::mouseMove(desk.view(), {x(0.2), y});
        QTest::mouseRelease(desk.view(), Qt::LeftButton, {}, {x(0.2), y});
        QVERIFY(std::abs(desk.view()->divider() - 0.2) < 0.01);
        QCOMPARE(desk.at(0.4), QStringLiteral("live"));
        QTest::mouseMove(desk.view(), {x(0.8), y}); // let go
        QVERIFY(std::abs(desk.view()->divider() - 0.2) < 0.01);
    }

    void inTurnsBothAreSeen()
    {
        const Desk desk;
        desk.click("compareBlink");
        WAIT_UNTIL(desk.at(0.5) == QStringLiteral("live"));
        WAIT_UNTIL(desk.at(0.5) == QStringLiteral("picture"));
    }

    void bothAreEnlargedAndMovedTogether()
    {
        const Desk desk;
        const LiveViewport &viewport = desk.view()->viewport();
        const double fitted = viewport.scale();
        desk.press(Qt::Key_Plus);
        QVERIFY(viewport.scale() > fitted);
        QVERIFY(desk.panel.view()->viewport().isFitted()); // the live view alone stays as it is
        desk.turnWheel(Qt::ControlModifier);
        desk.turnWheel(Qt::ControlModifier);
        const QPointF before = viewport.target().center();
        // From the right half, where the live picture is.
        const QPoint from(desk.view()->width() * 3 / 4, desk.view()->height() / 2);
        QTest::mousePress(desk.view(), Qt::LeftButton, {}, from);
        QTest::mouseMove(desk.view(), from + QPoint(-20, 0));
        QTest::mouseRelease(desk.view(), Qt::LeftButton, {}, from + QPoint(-20, 0));
        QCOMPARE(viewport.target().center(), before + QPointF(-20, 0));
        desk.press(Qt::Key_1);
        QVERIFY(viewport.isActualSize());
        desk.press(Qt::Key_F);
        QCOMPARE(viewport.scale(), fitted);
    }

    void theWheelFocusesOnlyWhereTheLivePictureIsSeen()
    {
        const Desk desk;
        const QSignalSpy focus(&desk.panel, &LivePanel::focusWanted);
        desk.turnWheel({});
        QCOMPARE(focus.size(), 1);
        desk.click("comparePictureAlone");
        desk.turnWheel({});
        QCOMPARE(focus.size(), 1);
    }

    void aDoubleClickMovesNothing()
    {
        const Desk desk;
        const QSignalSpy move(desk.panel.view(), &LiveView::moveWanted);
        QTest::mouseDClick(desk.view(), Qt::LeftButton, {}, desk.view()->rect().center());
        QCOMPARE(move.size(), 0);
    }

    void thePictureOfTheStripIsComparedInTheWindow()
    {
        const QTemporaryDir folder;
        const Fake::Bench bench({.pictures = true});
        UserSettings settings({});
        settings.setPictureFolder(folder.path());
        MainWindow window(bench.operatorSession, &settings);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto *panel = window.findChild<LivePanel *>();
        const auto press = [&window](Qt::Key key) { QTest::keyClick(window.windowHandle(), key); };
        press(Qt::Key_V);
        QCOMPARE(window.findChild<QLabel *>(QStringLiteral("liveRemark"))->text(),
                 QStringLiteral("There is no picture to be compared. S takes one."));
        press(Qt::Key_S);
        auto *strip = window.findChild<PictureStrip *>();
        WAIT_UNTIL(strip->model()->rowCount() == 1);
        press(Qt::Key_V);
        WAIT_UNTIL(panel->comparison()->isVisible());
        QVERIFY(!panel->comparison()->picture().isNull());
        QVERIFY(!panel->comparison()->name().isEmpty());
        press(Qt::Key_Escape);
        QVERIFY(!panel->comparison()->isVisible());
        // Also from the disk, and by Return on the strip; what is no longer there is said.
        WAIT_UNTIL(QDir(folder.path()).entryList(QDir::Files).size() == 1);
        openPart(strip);
        strip->setFocus();
        strip->setCurrentIndex(strip->model()->index(0, 0));
        press(Qt::Key_Return);
        WAIT_UNTIL(panel->comparison()->isVisible());
        press(Qt::Key_Escape);
        QVERIFY(QDir(folder.path()).removeRecursively());
        strip->setFocus();
        press(Qt::Key_Return);
        WAIT_UNTIL(window.findChild<QLabel *>(QStringLiteral("liveRemark"))
                       ->text()
                       .contains(QStringLiteral("cannot be shown")));
        QVERIFY(!panel->comparison()->isVisible());
    }
};

HOLDFAST_TEST(TestComparison)

} // namespace tst_comparison

#include "tst_comparison.moc"
