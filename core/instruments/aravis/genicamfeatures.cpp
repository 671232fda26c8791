// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/aravis/genicamfeatures.h"

#include "core/instruments/camera/glibpointers.h"
#include "core/thing/validation/dataschema.h"

#include <QList>
#include <QSet>

#include <arv.h>
#include <cmath>
#include <limits>
#include <optional>

namespace Holdfast {

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8).simplified();
}

QString nameOf(ArvGcFeatureNode *node)
{
    return QString::fromUtf8(arv_gc_feature_node_get_name(node));
}

[[noreturn]] void fail(const QString &message)
{
    throw ThingError(QStringLiteral("CameraError"), message);
}

ArvGcFeatureNode *find(ArvDevice *device, const QByteArray &name)
{
    ArvGcNode *node = arv_device_get_feature(device, name.constData());
    if (!node || !ARV_IS_GC_FEATURE_NODE(node)) {
        fail(QStringLiteral("The camera has no feature %1.").arg(QString::fromUtf8(name)));
    }
    return ARV_GC_FEATURE_NODE(node);
}

//! Returns whether the limits of a number depend on other features, so that they say nothing for long.
bool haveLimitsThatChange(ArvGcFeatureNode *node)
{
    if (!ARV_IS_GC_INTEGER_NODE(node) && !ARV_IS_GC_FLOAT_NODE(node))
        return true;
    ArvDomNode *child = arv_dom_node_get_first_child(ARV_DOM_NODE(node));
    for (; child; child = arv_dom_node_get_next_sibling(child)) {
        if (!ARV_IS_GC_PROPERTY_NODE(child))
            continue;
        const auto type = arv_gc_property_node_get_node_type(ARV_GC_PROPERTY_NODE(child));
        if (type == ARV_GC_PROPERTY_NODE_TYPE_P_MINIMUM
            || type == ARV_GC_PROPERTY_NODE_TYPE_P_MAXIMUM)
            return true;
    }
    return false;
}

Json integerSchema(ArvGcFeatureNode *node)
{
    Json schema {{"type", "integer"}};
    if (haveLimitsThatChange(node))
        return schema;
    GlibError error;
    const gint64 least = arv_gc_integer_get_min(ARV_GC_INTEGER(node), error.out());
    if (!error && least > std::numeric_limits<gint64>::min())
        schema["minimum"] = least;
    const gint64 most = arv_gc_integer_get_max(ARV_GC_INTEGER(node), error.out());
    if (!error && most < std::numeric_limits<gint64>::max())
        schema["maximum"] = most;
    return schema;
}

Json numberSchema(ArvGcFeatureNode *node)
{
    Json schema {{"type", "number"}};
    if (haveLimitsThatChange(node))
        return schema;
    GlibError error;
    const double least = arv_gc_float_get_min(ARV_GC_FLOAT(node), error.out());
    if (!error && std::isfinite(least) && least > -std::numeric_limits<double>::max())
        schema["minimum"] = least;
    const double most = arv_gc_float_get_max(ARV_GC_FLOAT(node), error.out());
    if (!error && std::isfinite(most) && most < std::numeric_limits<double>::max())
        schema["maximum"] = most;
    return schema;
}

//! Returns null when the camera has none of the words.
Json wordsSchema(ArvGcFeatureNode *node)
{
    Json words = Json::array();
    for (const GSList *entry = arv_gc_enumeration_get_entries(ARV_GC_ENUMERATION(node)); entry;
         entry = entry->next) {
        auto *word = ARV_GC_FEATURE_NODE(entry->data);
        GlibError error;
        if (arv_gc_feature_node_is_implemented(word, error.out()) && !error)
            words.push_back(arv_gc_feature_node_get_name(word));
    }
    if (words.empty())
        return nullptr;
    return {{"type", "string"}, {"enum", words}};
}

//! Returns null for a kind of value that has no form here.
Json schemaOf(ArvGcFeatureNode *node)
{
    // An enumeration is an integer as well, and a converter may be both kinds of number.
    if (ARV_IS_GC_ENUMERATION(node))
        return wordsSchema(node);
    if (ARV_IS_GC_BOOLEAN(node))
        return {{"type", "boolean"}};
    if (ARV_IS_GC_STRING(node))
        return {{"type", "string"}};
    if (ARV_IS_GC_INTEGER(node))
        return integerSchema(node);
    if (ARV_IS_GC_FLOAT(node))
        return numberSchema(node);
    return nullptr;
}

QString unitOf(ArvGcFeatureNode *node)
{
    GlibError error;
    if (ARV_IS_GC_ENUMERATION(node))
        return {};
    if (ARV_IS_GC_FLOAT(node))
        return text(arv_gc_float_get_unit(ARV_GC_FLOAT(node)));
    if (ARV_IS_GC_INTEGER(node))
        return text(arv_gc_integer_get_unit(ARV_GC_INTEGER(node)));
    return {};
}

//! \brief Walks through the categories of a camera.
class Walk
{
public:
    Walk(ArvDevice *device, const QList<QByteArray> &without)
        : m_genicam(arv_device_get_genicam(device))
        , m_seen(without.begin(), without.end())
    {
    }

    std::vector<GenicamFeature> features()
    {
        visit("Root");
        return std::move(m_features);
    }

private:
    void visit(const QByteArray &name)
    {
        if (m_seen.contains(name))
            return; // a feature may be in several categories
        m_seen << name;
        ArvGcNode *found = arv_gc_get_node(m_genicam, name.constData());
        if (!found || !ARV_IS_GC_FEATURE_NODE(found))
            return;
        auto *node = ARV_GC_FEATURE_NODE(found);
        if (ARV_IS_GC_CATEGORY(node)) {
            for (const GSList *each = arv_gc_category_get_features(ARV_GC_CATEGORY(node)); each;
                 each = each->next)
                visit(static_cast<const char *>(each->data));
            return;
        }
        add(node, name);
    }

    void add(ArvGcFeatureNode *node, const QByteArray &name)
    {
        GlibError error;
        if (!arv_gc_feature_node_is_implemented(node, error.out()) || error
            || arv_gc_feature_node_get_visibility(node) == ARV_GC_VISIBILITY_INVISIBLE)
            return;
        GenicamFeature feature;
        feature.name = name;
        feature.wireName = toSnakeCase(QString::fromUtf8(name));
        feature.title = text(arv_gc_feature_node_get_display_name(node));
        if (feature.title.isEmpty())
            feature.title = QString::fromUtf8(name);
        feature.description = text(arv_gc_feature_node_get_description(node));
        if (feature.description.isEmpty())
            feature.description = text(arv_gc_feature_node_get_tooltip(node));
        if (ARV_IS_GC_COMMAND(node)) {
            feature.kind = GenicamFeature::Kind::Command;
            m_features.push_back(std::move(feature));
            return;
        }
        const ArvGcAccessMode access = arv_gc_feature_node_get_actual_access_mode(node);
        feature.schema = schemaOf(node);
        if (feature.schema.is_null() || access == ARV_GC_ACCESS_MODE_WO)
            return;
        feature.unit = unitOf(node);
        if (access == ARV_GC_ACCESS_MODE_RW)
            feature.kind = GenicamFeature::Kind::Settable;
        m_features.push_back(std::move(feature));
    }

    ArvGc *m_genicam;
    QSet<QByteArray> m_seen;
    std::vector<GenicamFeature> m_features;
};

//! Throws when \a value is not within the limits that the feature has at present.
template<typename Number>
void refuseOutside(ArvGcFeatureNode *node, Number least, Number most, Number value)
{
    if (value < least || value > most) {
        fail(QStringLiteral("%1 can be set to %2 to %3 at present, and not to %4.")
                 .arg(nameOf(node))
                 .arg(least)
                 .arg(most)
                 .arg(value));
    }
}

void writeInteger(ArvGcFeatureNode *node, gint64 value)
{
    GlibError error;
    auto *integer = ARV_GC_INTEGER(node);
    const gint64 least = arv_gc_integer_get_min(integer, error.out());
    error.throwIfSet();
    const gint64 most = arv_gc_integer_get_max(integer, error.out());
    error.throwIfSet();
    refuseOutside(node, least, most, value);
    const gint64 step = arv_gc_integer_get_inc(integer, error.out());
    if (!error && step > 1 && (value - least) % step != 0) {
        fail(QStringLiteral("%1 can be set to %2 and from there on in steps of %3, and not to %4.")
                 .arg(nameOf(node))
                 .arg(least)
                 .arg(step)
                 .arg(value));
    }
    arv_gc_integer_set_value(integer, value, error.out());
    error.throwIfSet();
}

void writeNumber(ArvGcFeatureNode *node, double value)
{
    GlibError error;
    auto *number = ARV_GC_FLOAT(node);
    const double least = arv_gc_float_get_min(number, error.out());
    error.throwIfSet();
    const double most = arv_gc_float_get_max(number, error.out());
    error.throwIfSet();
    refuseOutside(node, least, most, value);
    arv_gc_float_set_value(number, value, error.out());
    error.throwIfSet();
}

} // namespace

std::vector<GenicamFeature> genicamFeatures(ArvDevice *device, const QList<QByteArray> &without)
{
    return Walk(device, without).features();
}

Json readFeature(ArvDevice *device, const QByteArray &name)
{
    ArvGcFeatureNode *node = find(device, name);
    GlibError error;
    if (!arv_gc_feature_node_is_available(node, error.out())) {
        error.throwIfSet();
        fail(
            QStringLiteral("%1 is not available in the camera's present state.").arg(nameOf(node)));
    }
    Json value;
    if (ARV_IS_GC_ENUMERATION(node)) {
        const char *word =
            arv_gc_enumeration_get_string_value(ARV_GC_ENUMERATION(node), error.out());
        value = word ? word : "";
    } else if (ARV_IS_GC_BOOLEAN(node)) {
        value = bool(arv_gc_boolean_get_value(ARV_GC_BOOLEAN(node), error.out()));
    } else if (ARV_IS_GC_STRING(node)) {
        const char *words = arv_gc_string_get_value(ARV_GC_STRING(node), error.out());
        value = QString::fromUtf8(words).toStdString();
    } else if (ARV_IS_GC_INTEGER(node)) {
        value = arv_gc_integer_get_value(ARV_GC_INTEGER(node), error.out());
    } else if (ARV_IS_GC_FLOAT(node)) {
        value = arv_gc_float_get_value(ARV_GC_FLOAT(node), error.out());
    }
    error.throwIfSet();
    return value;
}

void writeFeature(ArvDevice *device, const QByteArray &name, const Json &value)
{
    ArvGcFeatureNode *node = find(device, name);
    GlibError error;
    if (!arv_gc_feature_node_is_available(node, error.out())) {
        error.throwIfSet();
        fail(
            QStringLiteral("%1 is not available in the camera's present state.").arg(nameOf(node)));
    }
    if (isFeatureLocked(device, name)) {
        fail(QStringLiteral(
                 "The camera does not let %1 be set at present: another setting, such as an "
                 "automatic mode or a trigger, determines it.")
                 .arg(nameOf(node)));
    }
    if (ARV_IS_GC_ENUMERATION(node)) {
        arv_gc_enumeration_set_string_value(ARV_GC_ENUMERATION(node),
                                            value.get<std::string>().c_str(), error.out());
    } else if (ARV_IS_GC_BOOLEAN(node)) {
        arv_gc_boolean_set_value(ARV_GC_BOOLEAN(node), value.get<bool>(), error.out());
    } else if (ARV_IS_GC_STRING(node)) {
        arv_gc_string_set_value(ARV_GC_STRING(node), value.get<std::string>().c_str(), error.out());
    } else if (ARV_IS_GC_INTEGER(node)) {
        writeInteger(node, value.get<gint64>());
    } else if (ARV_IS_GC_FLOAT(node)) {
        writeNumber(node, value.get<double>());
    }
    error.throwIfSet();
}

void runFeature(ArvDevice *device, const QByteArray &name)
{
    ArvGcFeatureNode *node = find(device, name);
    if (!ARV_IS_GC_COMMAND(node))
        fail(QStringLiteral("%1 is not a command of the camera.").arg(nameOf(node)));
    GlibError error;
    arv_gc_command_execute(ARV_GC_COMMAND(node), error.out());
    error.throwIfSet();
}

bool isFeatureLocked(ArvDevice *device, const QByteArray &name)
{
    GlibError error;
    return arv_gc_feature_node_is_locked(find(device, name), error.out()) && !error;
}

} // namespace Holdfast
