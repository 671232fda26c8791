// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/live/framedecoder.h"
#include "ui/live/liveview.h"
#include "ui/live/ratemeter.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

namespace tst_liveview {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

QByteArray jpeg(QColor colour, QSize size = {80, 40})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG");
    return bytes;
}

bool isNearly(const QImage &grabbed, QPoint where, QColor colour)
{
    const QColor found = grabbed.pixelColor(where);
    return std::abs(found.red() - colour.red()) < 20
           && std::abs(found.green() - colour.green()) < 20
           && std::abs(found.blue() - colour.blue()) < 20;
}

} // namespace

class TestLiveView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void watchesOnlyWhileItCanBeSeen()
    {
        Fake::Bench bench;
        LiveView view(bench.operatorSession);
        const FrameStream *stream = bench.controls->stream;
        QVERIFY(!stream->isWatched());
        view.show();
        QVERIFY(stream->isWatched());
        view.hide();
        QVERIFY(!stream->isWatched());
        view.show();
        QVERIFY(stream->isWatched());
    }

    void aViewThatGoesStopsWatching()
    {
        Fake::Bench bench;
        {
            LiveView view(bench.operatorSession);
            view.show();
            QVERIFY(bench.controls->stream.load()->isWatched());
        }
        QVERIFY(!bench.controls->stream.load()->isWatched());
    }

    void showsThePictureInItsOwnProportions()
    {
        Fake::Bench bench;
        LiveView view(bench.operatorSession);
        view.resize(400, 400);
        view.show();
        QCOMPARE(view.placeholder(), QStringLiteral("Waiting for the first picture \u2026"));
        bench.controls->stream.load()->publish(jpeg(Qt::red)); // twice as wide as high
        QTRY_VERIFY_WITH_TIMEOUT(!view.picture().isNull(), 30'000);
        QVERIFY(view.placeholder().isEmpty());
        QVERIFY(view.readout().contains(QStringLiteral("80 \u00d7 40")));
        const QImage grabbed = view.grab().toImage();
        QVERIFY(isNearly(grabbed, {200, 200}, Qt::red));
        QVERIFY(isNearly(grabbed, {20, 200}, Qt::red));
        QVERIFY(!isNearly(grabbed, {200, 60}, Qt::red));
        QVERIFY(!isNearly(grabbed, {200, 340}, Qt::red));
    }

    void anOldPictureDoesNotPassForALiveOne()
    {
        Fake::Bench bench;
        LiveView view(bench.operatorSession);
        view.show();
        bench.controls->stream.load()->publish(jpeg(Qt::red));
        QTRY_VERIFY_WITH_TIMEOUT(!view.picture().isNull(), 30'000);
        view.hide();
        view.show();
        QVERIFY(view.picture().isNull());
        QVERIFY(view.readout().isEmpty());
    }

    void aPictureThatIsNotFollowedIsSaidToBeOld()
    {
        Fake::Bench bench;
        LiveView view(bench.operatorSession);
        view.show();
        bench.controls->stream.load()->publish(jpeg(Qt::red));
        QTRY_VERIFY_WITH_TIMEOUT(!view.picture().isNull(), 30'000);
        QVERIFY(view.staleness().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(view.staleness().startsWith(QStringLiteral("Not live")), 30'000);
        const QImage old = view.grab().toImage();
        bench.controls->stream.load()->publish(jpeg(Qt::red));
        QTRY_VERIFY_WITH_TIMEOUT(view.staleness().isEmpty(), 30'000);
        QVERIFY(view.grab().toImage() != old);
    }

    void aDoubleClickMovesOnlyByAPictureThatIsLive()
    {
        Fake::Bench bench;
        LiveView view(bench.operatorSession);
        view.resize(400, 400);
        view.show();
        bench.controls->stream.load()->publish(jpeg(Qt::red));
        QTRY_VERIFY_WITH_TIMEOUT(!view.picture().isNull(), 30'000);
        const QSignalSpy wanted(&view, &LiveView::moveWanted);
        const QSignalSpy refused(&view, &LiveView::moveRefused);
        const auto doubleClick = [&view] {
            QTest::mouseDClick(&view, Qt::LeftButton, Qt::NoModifier, {200, 200});
        };
        doubleClick();
        QCOMPARE(wanted.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(!view.staleness().isEmpty(), 30'000);
        doubleClick();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(refused.size(), 1);
        bench.controls->stream.load()->publish(jpeg(Qt::red));
        QTRY_VERIFY_WITH_TIMEOUT(view.staleness().isEmpty(), 30'000);
        doubleClick();
        QCOMPARE(wanted.size(), 2);
        QCOMPARE(refused.size(), 1);
    }

    //! The view looks at the clock now and then; a picture may have become old since.
    void aDoubleClickLooksAtTheClockItself()
    {
        Fake::Bench bench;
        LiveView view(bench.operatorSession);
        view.resize(400, 400);
        view.show();
        bench.controls->stream.load()->publish(jpeg(Qt::red));
        QTRY_VERIFY_WITH_TIMEOUT(!view.picture().isNull(), 30'000);
        const QSignalSpy wanted(&view, &LiveView::moveWanted);
        const QSignalSpy refused(&view, &LiveView::moveRefused);
        // Not a single event in between: a first picture is live for two seconds.
        QThread::sleep(2);
        QCOMPARE(view.staleness(), QString());
        const QPointF middle(200, 200);
        QMouseEvent twice(QEvent::MouseButtonDblClick, middle, view.mapToGlobal(middle),
                          Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&view, &twice);
        QCOMPARE(wanted.size(), 0);
        QCOMPARE(refused.size(), 1);
        QVERIFY(!view.staleness().isEmpty());
    }

    void saysThatThereIsNoCamera()
    {
        const Fake::Bench bench({.camera = false});
        LiveView view(bench.operatorSession);
        view.show();
        QVERIFY(!view.isWatching());
        QCOMPARE(view.placeholder(), QStringLiteral("No camera is configured"));
    }

    void brokenDataChangesNothing()
    {
        Fake::Bench bench;
        LiveView view(bench.operatorSession);
        view.show();
        QSignalSpy spy(view.findChild<FrameDecoder *>(), &FrameDecoder::decoded);
        bench.controls->stream.load()->publish(QByteArray("not a picture"));
        QTRY_COMPARE_WITH_TIMEOUT(spy.count(), 1, 30'000);
        QVERIFY(view.picture().isNull());
    }

    void theDecoderSkipsAllButTheLatest()
    {
        FrameDecoder decoder;
        QSignalSpy spy(&decoder, &FrameDecoder::decoded);
        constexpr quint64 last = 50;
        for (quint64 number = 1; number <= last; ++number)
            decoder.decode({jpeg(Qt::blue), number});
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty() && spy.last().at(1).toULongLong() == last, 30'000);
        // The first was being decoded while the others came, without a turn of the event loop.
        QCOMPARE(spy.count(), 2);
        QCOMPARE(spy.first().at(1).toULongLong(), 1ULL);
    }

    void aRateIsRightWithFewEventsAndFallsInSilence()
    {
        RateMeter meter;
        const RateMeter::TimePoint start {};
        for (int i = 0; i <= 10; ++i)
            meter.count(start + i * 100ms);
        QCOMPARE(qRound(meter.perSecond(start + 1000ms) * 10), 100);
        QVERIFY(meter.perSecond(start + 1900ms) < 6.0);
        QCOMPARE(meter.perSecond(start + 10s), 0.0);
    }
};

HOLDFAST_TEST(TestLiveView)

} // namespace tst_liveview

#include "tst_liveview.moc"
