// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/gstreamer/elementcontrols.h"

#include "core/thing/thingerror.h"

#include <cmath>

namespace Holdfast {

namespace {

[[noreturn]] void fail(const QString &message)
{
    throw ThingError(QStringLiteral("CameraError"), message);
}

//! Returns the limits of a property that is a number; empty for another one.
std::optional<SourceControls::Range> rangeOf(GParamSpec *spec)
{
    if (G_IS_PARAM_SPEC_INT(spec))
        return SourceControls::Range {double(G_PARAM_SPEC_INT(spec)->minimum),
                                      double(G_PARAM_SPEC_INT(spec)->maximum)};
    if (G_IS_PARAM_SPEC_UINT(spec))
        return SourceControls::Range {double(G_PARAM_SPEC_UINT(spec)->minimum),
                                      double(G_PARAM_SPEC_UINT(spec)->maximum)};
    if (G_IS_PARAM_SPEC_INT64(spec))
        return SourceControls::Range {double(G_PARAM_SPEC_INT64(spec)->minimum),
                                      double(G_PARAM_SPEC_INT64(spec)->maximum)};
    if (G_IS_PARAM_SPEC_FLOAT(spec))
        return SourceControls::Range {double(G_PARAM_SPEC_FLOAT(spec)->minimum),
                                      double(G_PARAM_SPEC_FLOAT(spec)->maximum)};
    if (G_IS_PARAM_SPEC_DOUBLE(spec))
        return SourceControls::Range {G_PARAM_SPEC_DOUBLE(spec)->minimum,
                                      G_PARAM_SPEC_DOUBLE(spec)->maximum};
    return {};
}

} // namespace

ElementControls::ElementControls(GstElement *pipeline, const QString &exposureProperty,
                                 const QString &gainProperty)
    : m_exposure(find(pipeline, exposureProperty))
    , m_gain(find(pipeline, gainProperty))
{
}

bool ElementControls::exists(GstElement *pipeline, const QString &property)
{
    try {
        return bool(find(pipeline, property).element);
    } catch (const ThingError &) {
        return false;
    }
}

ElementControls::Number ElementControls::find(GstElement *pipeline, const QString &property)
{
    if (property.isEmpty())
        return {};
    const qsizetype point = property.lastIndexOf(u'.');
    const QByteArray element = property.left(point).toUtf8();
    Number number {nullptr, property.mid(point + 1).toUtf8(), {}};
    if (point > 0)
        number.element.reset(gst_bin_get_by_name(GST_BIN(pipeline), element.constData()));
    if (!number.element) {
        fail(QStringLiteral("The pipeline has no element for \"%1\", which should be like "
                            "\"source.gain\" with an element that has name=source.")
                 .arg(property));
    }
    GParamSpec *spec = g_object_class_find_property(G_OBJECT_GET_CLASS(number.element.get()),
                                                    number.name.constData());
    const auto range = spec ? rangeOf(spec) : std::nullopt;
    if (!range) {
        fail(QStringLiteral("The pipeline's element has no number \"%1\".")
                 .arg(property.mid(point + 1)));
    }
    number.range = *range;
    return number;
}

std::optional<SourceControls::Range> ElementControls::exposureRange() const
{
    return m_exposure.element ? std::optional(m_exposure.range) : std::nullopt;
}

std::optional<SourceControls::Range> ElementControls::gainRange() const
{
    return m_gain.element ? std::optional(m_gain.range) : std::nullopt;
}

double ElementControls::exposure(std::optional<double> asked)
{
    return apply(m_exposure, asked);
}

double ElementControls::gain(std::optional<double> asked)
{
    return apply(m_gain, asked);
}

double ElementControls::apply(const Number &number, std::optional<double> asked)
{
    if (!number.element)
        fail(QStringLiteral("The camera does not have this setting."));
    GObject *object = G_OBJECT(number.element.get());
    GValue value = G_VALUE_INIT;
    g_value_init(&value, G_TYPE_DOUBLE);
    if (asked) {
        g_value_set_double(&value, *asked);
        g_object_set_property(object, number.name.constData(), &value);
    }
    g_object_get_property(object, number.name.constData(), &value);
    const double taken = g_value_get_double(&value);
    g_value_unset(&value);
    return taken;
}

} // namespace Holdfast
