// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/framestream.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QRegularExpression>
#include <QTest>
#include <QThread>

#include <atomic>
#include <thread>

namespace tst_framestream {

using namespace Holdfast;

class Eye : public Thing
{
    Q_OBJECT
public:
    FrameStream stream {this, QStringLiteral("stream")};
};

class TestFrameStream : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsTheFirstAndTheLastViewer()
    {
        Eye eye;
        QList<bool> told;
        connect(&eye.stream, &FrameStream::watchedChanged, this,
                [&told](bool watched) { told << watched; });
        QVERIFY(!eye.stream.isWatched());
        auto first = eye.stream.watch([](const Frame &) {});
        auto second = eye.stream.watch([](const Frame &) {});
        QCOMPARE(told, QList<bool>({true}));
        first.reset();
        QVERIFY(eye.stream.isWatched());
        second.reset();
        QCOMPARE(told, QList<bool>({true, false}));
        QVERIFY(!eye.stream.isWatched());
    }

    void numbersFramesAndKeepsTheLast()
    {
        Eye eye;
        QVERIFY(eye.stream.latest().jpeg.isEmpty());
        eye.stream.publish("a");
        eye.stream.publish("b");
        QCOMPARE(eye.stream.latest().jpeg, QByteArray("b"));
        QCOMPARE(eye.stream.latest().number, 2U);
    }

    void anEmptyFrameIsNone()
    {
        Eye eye;
        QList<QByteArray> shown;
        const auto watch = eye.stream.watch([&shown](const Frame &frame) { shown << frame.jpeg; });
        eye.stream.publish("a");
        eye.stream.publish({});
        QCOMPARE(eye.stream.latest().jpeg, QByteArray("a"));
        WAIT_UNTIL(!shown.isEmpty());
        QCOMPARE(shown, QList<QByteArray>({"a"}));
    }

    void showsFramesInTheViewersThread()
    {
        Eye eye;
        QList<QByteArray> shown;
        QThread *thread = nullptr;
        const auto watch = eye.stream.watch([&](const Frame &frame) {
            shown << frame.jpeg;
            thread = QThread::currentThread();
        });
        std::thread([&eye] { eye.stream.publish("picture"); }).join();
        QVERIFY(shown.isEmpty());
        WAIT_UNTIL(shown.size() == 1);
        QCOMPARE(shown.first(), QByteArray("picture"));
        QCOMPARE(thread, QThread::currentThread());
    }

    void aBusyViewerGetsOnlyTheLatest()
    {
        Eye eye;
        QList<quint64> shown;
        const auto watch = eye.stream.watch([&](const Frame &frame) { shown << frame.number; });
        for (int i = 0; i < 100; ++i)
            eye.stream.publish("x");
        WAIT_UNTIL(!shown.isEmpty());
        QCOMPARE(shown, QList<quint64>({100}));
        eye.stream.publish("x");
        WAIT_UNTIL(shown.size() == 2);
        QCOMPARE(shown.last(), 101U);
    }

    void showsNoFrameTwice()
    {
        Eye eye;
        QThread thread;
        QObject viewer;
        viewer.moveToThread(&thread);
        thread.start();
        std::atomic<quint64> last = 0;
        std::atomic<int> repeated = 0;
        std::unique_ptr<FrameWatch> watch;
        const auto inThread = [&viewer](const std::function<void()> &function) {
            QMetaObject::invokeMethod(&viewer, function, Qt::BlockingQueuedConnection);
        };
        inThread([&] {
            watch = eye.stream.watch([&](const Frame &frame) {
                repeated += frame.number <= last ? 1 : 0;
                last = frame.number;
            });
        });
        // The second frame of each pair comes at another moment of the viewer's turn for the first one.
        for (int pair = 0; pair < 20'000; ++pair) {
            eye.stream.publish("x");
            for (std::atomic<int> pause = pair % 400; pause > 0;)
                --pause;
            eye.stream.publish("x");
            const quint64 newest = eye.stream.latest().number;
            while (last < newest)
                std::this_thread::yield();
        }
        inThread([&] { watch.reset(); });
        thread.quit();
        thread.wait();
        QCOMPARE(repeated, 0);
    }

    void showsNothingAfterTheWatch()
    {
        Eye eye;
        int shown = 0;
        auto gone = eye.stream.watch([&shown](const Frame &) { ++shown; });
        eye.stream.publish("x");
        gone.reset();
        int other = 0;
        const auto watch = eye.stream.watch([&other](const Frame &) { ++other; });
        eye.stream.publish("y");
        WAIT_UNTIL(other == 1);
        QCOMPARE(shown, 0);
    }

    void viewersMayComeAndGoWhileFramesArePublished()
    {
        ThingFixture fixture([] { return std::make_unique<Eye>(); });
        auto &stream = fixture.thing<Eye>().stream;
        std::atomic<bool> enough {false};
        std::atomic<int> changes {0};
        connect(
            &stream, &FrameStream::watchedChanged, &stream, [&changes] { ++changes; },
            Qt::DirectConnection);
        std::thread camera([&] {
            while (!enough)
                stream.publish("x");
        });
        const auto comeAndGo = [&stream] {
            for (int i = 0; i < 2000; ++i)
                const auto watch = stream.watch([](const Frame &) {});
        };
        std::thread other(comeAndGo);
        comeAndGo();
        other.join();
        enough = true;
        camera.join();
        QVERIFY(!stream.isWatched());
        // Comings and goings alternate, so their number is even.
        QVERIFY(changes > 0 && changes % 2 == 0);
    }

    void isToldInOrder()
    {
        Eye eye;
        std::mutex mutex;
        QList<bool> told;
        connect(
            &eye.stream, &FrameStream::watchedChanged, &eye,
            [&](bool watched) {
                const std::lock_guard lock(mutex);
                told << watched;
            },
            Qt::DirectConnection);
        const auto comeAndGo = [&eye] {
            for (int i = 0; i < 2000; ++i)
                const auto watch = eye.stream.watch([](const Frame &) {});
        };
        std::thread other(comeAndGo);
        comeAndGo();
        other.join();
        for (int i = 0; i < told.size(); ++i)
            QCOMPARE(told[i], i % 2 == 0);
    }

    void aWatchMayOutliveTheStream()
    {
        std::unique_ptr<FrameWatch> watch;
        int shown = 0;
        {
            Eye eye;
            watch = eye.stream.watch([&shown](const Frame &) { ++shown; });
            eye.stream.publish("last");
        }
        WAIT_UNTIL(shown == 1);
        watch.reset();
    }
};

HOLDFAST_GUILESS_TEST(TestFrameStream)

} // namespace tst_framestream

#include "tst_framestream.moc"
