// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/gstreamer/v4l2controls.h"
#include "core/thing/thingerror.h"
#include "tests/program/testprogram.h"

#include <QMap>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <linux/videodev2.h>

namespace tst_v4l2controls {

using namespace Holdfast;

namespace {

//! A camera of Video4Linux, as far as its controls go.
class Device
{
public:
    struct Control
    {
        int least;
        int most;
        int step;
        int value;
        unsigned int flags = 0;
    };

    QMap<unsigned int, Control> controls;
    bool isUnplugged = false;

    V4l2Controls::Ioctl ioctl()
    {
        return [this](unsigned long request, void *argument) { return answer(request, argument); };
    }

private:
    static int fail(int error)
    {
        errno = error;
        return -1;
    }

    int answer(unsigned long request, void *argument)
    {
        if (isUnplugged)
            return fail(ENODEV);
        if (request == VIDIOC_QUERYCTRL) {
            auto *query = static_cast<v4l2_queryctrl *>(argument);
            const auto control = controls.constFind(query->id);
            if (control == controls.cend())
                return fail(EINVAL);
            query->minimum = control->least;
            query->maximum = control->most;
            query->step = control->step;
            query->flags = control->flags;
            return 0;
        }
        auto *wanted = static_cast<v4l2_control *>(argument);
        const auto control = controls.find(wanted->id);
        if (control == controls.end())
            return fail(EINVAL);
        if (request == VIDIOC_G_CTRL) {
            wanted->value = control->value;
            return 0;
        }
        // The driver of UVC refuses the exposure while it is automatic.
        if (wanted->id == V4L2_CID_EXPOSURE_ABSOLUTE
            && controls.value(V4L2_CID_EXPOSURE_AUTO).value != V4L2_EXPOSURE_MANUAL)
            return fail(EACCES);
        control->value = std::clamp(wanted->value, control->least, control->most);
        return 0;
    }
};

Device webcam()
{
    Device device;
    device.controls[V4L2_CID_EXPOSURE_AUTO] = {0, 3, 1, V4L2_EXPOSURE_APERTURE_PRIORITY};
    device.controls[V4L2_CID_EXPOSURE_ABSOLUTE] = {3, 2047, 1, 250};
    device.controls[V4L2_CID_GAIN] = {16, 255, 4, 64};
    return device;
}

} // namespace

class TestV4l2Controls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsLimitsAndPresentValues()
    {
        Device device = webcam();
        V4l2Controls controls(device.ioctl());
        QCOMPARE(controls.exposureRange()->least, 300.0);
        QCOMPARE(controls.exposureRange()->most, 204'700.0);
        QCOMPARE(controls.exposure({}), 25'000.0);
        QCOMPARE(controls.gainRange()->least, 16.0);
        QCOMPARE(controls.gainRange()->most, 255.0);
        QCOMPARE(controls.gain({}), 64.0);
        // Reading leaves the automatic exposure on.
        QCOMPARE(device.controls[V4L2_CID_EXPOSURE_AUTO].value, V4L2_EXPOSURE_APERTURE_PRIORITY);
    }

    void setsWhatTheCameraHas()
    {
        Device device = webcam();
        V4l2Controls controls(device.ioctl());
        QCOMPARE(controls.exposure(1234.0), 1200.0);
        QCOMPARE(device.controls[V4L2_CID_EXPOSURE_AUTO].value, V4L2_EXPOSURE_MANUAL);
        QCOMPARE(controls.exposure({}), 1200.0);
        QCOMPARE(controls.exposure(1.0), 300.0);
        QCOMPARE(controls.gain(21.0), 20.0);
        QCOMPARE(controls.gain(1000.0), 252.0);
    }

    void prefersTheAnalogueGain()
    {
        Device device = webcam();
        device.controls[V4L2_CID_ANALOGUE_GAIN] = {1, 8, 1, 2};
        V4l2Controls controls(device.ioctl());
        QCOMPARE(controls.gain(5.0), 5.0);
        QCOMPARE(device.controls[V4L2_CID_ANALOGUE_GAIN].value, 5);
        QCOMPARE(device.controls[V4L2_CID_GAIN].value, 64);
    }

    void aCameraMayHaveNone()
    {
        Device device;
        V4l2Controls none(device.ioctl());
        QVERIFY(!none.exposureRange());
        QVERIFY(!none.gainRange());
        QVERIFY_THROWS_EXCEPTION(ThingError, none.exposure(500.0));
        device = webcam();
        device.controls[V4L2_CID_GAIN].flags = V4L2_CTRL_FLAG_DISABLED;
        device.controls[V4L2_CID_EXPOSURE_ABSOLUTE].flags = V4L2_CTRL_FLAG_READ_ONLY;
        V4l2Controls useless(device.ioctl());
        QVERIFY(!useless.exposureRange());
        QVERIFY(!useless.gainRange());
    }

    void aCameraThatIsGoneIsAnError()
    {
        Device device = webcam();
        V4l2Controls controls(device.ioctl());
        device.isUnplugged = true;
        QVERIFY_THROWS_EXCEPTION(ThingError, controls.exposure(500.0));
        QVERIFY_THROWS_EXCEPTION(ThingError, controls.gain({}));
    }

    void opensOnlyWhatIsThere()
    {
        QVERIFY(!V4l2Controls::open(QStringLiteral("/dev/no-such-camera")));
    }
};

HOLDFAST_APPLESS_TEST(TestV4l2Controls)

} // namespace tst_v4l2controls

#include "tst_v4l2controls.moc"
