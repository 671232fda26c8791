// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/gstreamer/gstpointers.h"
#include "core/instruments/gstreamer/sourcecontrols.h"

#include <QByteArray>
#include <QString>

namespace Holdfast {

//! \brief The exposure and the gain of a pipeline, as properties of its elements. The exposure is in microseconds.
class ElementControls : public SourceControls
{
public:
    //! Finds the properties, each written as "element.property" or empty. Throws a ThingError ("CameraError") when the
    //! pipeline has no such element, or that no such number.
    ElementControls(GstElement *pipeline, const QString &exposureProperty,
                    const QString &gainProperty);

    //! Returns whether the element with this name has the property.
    static bool exists(GstElement *pipeline, const QString &property);

    std::optional<Range> exposureRange() const override;
    std::optional<Range> gainRange() const override;
    double exposure(std::optional<double> asked) override;
    double gain(std::optional<double> asked) override;

private:
    struct Number
    {
        GstPointer<GstElement> element;
        QByteArray name;
        Range range {};
    };

    static Number find(GstElement *pipeline, const QString &property);
    static double apply(const Number &number, std::optional<double> asked);

    const Number m_exposure;
    const Number m_gain;
};

} // namespace Holdfast
