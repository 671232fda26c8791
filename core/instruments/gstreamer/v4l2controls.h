// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/gstreamer/sourcecontrols.h"

#include <QString>

#include <functional>
#include <memory>

namespace Holdfast {

//! \brief The exposure and the gain of a USB camera, by Video4Linux. They can be set beside a pipeline that uses the
//! same device.
class V4l2Controls : public SourceControls
{
public:
    //! Does what ioctl() does with the device.
    using Ioctl = std::function<int(unsigned long request, void *argument)>;

    //! Uses \a ioctl, which sets errno when it returns -1.
    explicit V4l2Controls(Ioctl ioctl);
    //! Opens \a device; returns null when that cannot be done.
    static std::unique_ptr<V4l2Controls> open(const QString &device);

    std::optional<Range> exposureRange() const override;
    std::optional<Range> gainRange() const override;
    double exposure(std::optional<double> asked) override;
    double gain(std::optional<double> asked) override;

private:
    //! A control, in the device's own unit; the id 0 stands for one that it lacks.
    struct Control
    {
        unsigned int id = 0;
        int least = 0;
        int most = 0;
        int step = 1;
    };

    Control query(unsigned int id) const;
    void set(unsigned int id, int value) const;
    int get(unsigned int id) const;
    int apply(const Control &control, unsigned int automatic, int manual,
              std::optional<double> asked) const;

    const Ioctl m_ioctl;
    const Control m_exposure;
    const Control m_gain;
};

} // namespace Holdfast
