// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/gstreamer/v4l2controls.h"

#include "core/thing/thingerror.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace Holdfast {

namespace {

constexpr double exposureUnit = 100; //!< microseconds

[[noreturn]] void failAsErrnoSays(const QString &what)
{
    throw ThingError(QStringLiteral("CameraError"),
                     QStringLiteral("%1: %2.").arg(what, qt_error_string(errno)));
}

} // namespace

V4l2Controls::V4l2Controls(Ioctl ioctl)
    : m_ioctl(std::move(ioctl))
    , m_exposure(query(V4L2_CID_EXPOSURE_ABSOLUTE))
    , m_gain(query(V4L2_CID_ANALOGUE_GAIN).id ? query(V4L2_CID_ANALOGUE_GAIN)
                                              : query(V4L2_CID_GAIN))
{
}

std::unique_ptr<V4l2Controls> V4l2Controls::open(const QString &device)
{
    const int descriptor =
        ::open(QFile::encodeName(device).constData(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return nullptr;
    // The descriptor is closed with the last copy of the function.
    const std::shared_ptr<const int> owner(new int(descriptor), [](const int *number) {
        ::close(*number);
        delete number;
    });
    return std::make_unique<V4l2Controls>([owner](unsigned long request, void *argument) {
        return ::ioctl(*owner, request, argument);
    });
}

std::optional<SourceControls::Range> V4l2Controls::exposureRange() const
{
    if (!m_exposure.id)
        return {};
    return Range {m_exposure.least * exposureUnit, m_exposure.most * exposureUnit};
}

std::optional<SourceControls::Range> V4l2Controls::gainRange() const
{
    if (!m_gain.id)
        return {};
    return Range {double(m_gain.least), double(m_gain.most)};
}

double V4l2Controls::exposure(std::optional<double> asked)
{
    if (asked)
        *asked /= exposureUnit;
    return exposureUnit * apply(m_exposure, V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_MANUAL, asked);
}

double V4l2Controls::gain(std::optional<double> asked)
{
    return apply(m_gain, V4L2_CID_AUTOGAIN, 0, asked);
}

V4l2Controls::Control V4l2Controls::query(unsigned int id) const
{
    v4l2_queryctrl found {};
    found.id = id;
    if (m_ioctl(VIDIOC_QUERYCTRL, &found) != 0 || found.flags & V4L2_CTRL_FLAG_DISABLED
        || found.flags & V4L2_CTRL_FLAG_READ_ONLY)
        return {};
    return {id, found.minimum, found.maximum, std::max(1, found.step)};
}

void V4l2Controls::set(unsigned int id, int value) const
{
    v4l2_control control {};
    control.id = id;
    control.value = value;
    if (m_ioctl(VIDIOC_S_CTRL, &control) != 0)
        failAsErrnoSays(QStringLiteral("The camera refuses the setting"));
}

int V4l2Controls::get(unsigned int id) const
{
    v4l2_control control {};
    control.id = id;
    if (m_ioctl(VIDIOC_G_CTRL, &control) != 0)
        failAsErrnoSays(QStringLiteral("The camera does not tell its setting"));
    return control.value;
}

//! \a automatic is the control that must be \a manual before \a control can be set, if the device has it.
int V4l2Controls::apply(const Control &control, unsigned int automatic, int manual,
                        std::optional<double> asked) const
{
    if (!control.id) {
        throw ThingError(QStringLiteral("CameraError"),
                         QStringLiteral("The camera does not have this setting."));
    }
    if (asked) {
        if (query(automatic).id && get(automatic) != manual)
            set(automatic, manual);
        const double steps = std::round((*asked - control.least) / control.step);
        const double most = double(control.most - control.least) / control.step;
        set(control.id, control.least + int(std::clamp(steps, 0.0, most)) * control.step);
    }
    return get(control.id);
}

} // namespace Holdfast
