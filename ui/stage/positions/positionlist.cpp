// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/positions/positionlist.h"

#include "core/thing/json/foreignjson.h"
#include "ui/base/text/translated.h"

#include <cmath>

namespace Holdfast {

namespace {

constexpr auto versionKey = "holdfast_positions";
constexpr int version = 1;
// So that no sum of two positions overflows.
constexpr double farthest = 1e9;

Json toJson(const StageSteps &steps)
{
    Json json = Json::object();
    for (const Axis axis : allAxes)
        json[toUtf8String(toString(axis))] = steps[axis];
    return json;
}

Json limitsJson(const StageFrame &frame)
{
    Json json = Json::object();
    for (const Axis axis : allAxes) {
        if (const auto &ends = frame.limits[static_cast<std::size_t>(axis)])
            json[toUtf8String(toString(axis))] = {{"minimum", ends->first},
                                                  {"maximum", ends->second}};
    }
    return json;
}

Json invertedJson(const StageFrame &frame)
{
    Json json = Json::object();
    for (const Axis axis : allAxes)
        json[toUtf8String(toString(axis))] = frame.inverted[static_cast<std::size_t>(axis)];
    return json;
}

//! Reads a position of the list; returns what is wrong with it.
QString read(const Json &json, NamedPosition &position)
{
    if (!json.is_object())
        return tr("it is no object");
    const auto name = json.find("name");
    if (name == json.end() || !name->is_string())
        return tr("it has no \"name\"");
    position.name = toQString(name->get<std::string>()).simplified();
    if (position.name.isEmpty() || position.name.size() > PositionList::longestName)
        return tr("its \"name\" must have 1 to %1 letters").arg(PositionList::longestName);
    for (const Axis axis : allAxes) {
        const auto value = json.find(toUtf8String(toString(axis)));
        if (value == json.end() || !value->is_number() || std::abs(value->get<double>()) > farthest)
            return tr("its \"%1\" must be a number from -%2 to %2")
                .arg(toString(axis))
                .arg(qint64(farthest));
        position.place.position[axis] = std::llround(value->get<double>());
    }
    return {};
}

std::variant<PositionList, QString> read(const QByteArray &text)
{
    const ParsedJson parsed = parseForeignJson(text, fileJsonLimits);
    const Json *file = std::get_if<Json>(&parsed);
    if (!file)
        return tr("It is no JSON: %1.").arg(std::get<JsonFlaw>(parsed).reason);
    if (!file->is_object() || !file->contains(versionKey))
        return tr("It is no list of positions that Holdfast has saved.");
    if ((*file)[versionKey] != version)
        return tr("It was saved by a later Holdfast.");
    const auto positions = file->find("positions");
    if (positions == file->end() || !positions->is_array())
        return tr("It has no \"positions\".");
    if (positions->size() > std::size_t(PositionList::most))
        return tr("It has more than %1 positions.").arg(PositionList::most);
    StageFrame frame;
    if (const auto limits = file->find("soft_limits"); limits != file->end())
        frame.setLimits(*limits);
    if (const auto inverted = file->find("axis_inverted"); inverted != file->end())
        frame.setInverted(*inverted);
    PositionList list;
    if (const auto unit = file->find("unit"); unit != file->end() && unit->is_string())
        list.unit = toQString(unit->get<std::string>());
    if (list.unit == u"steps")
        list.unit.clear();
    for (const Json &json : *positions) {
        NamedPosition position;
        position.place.frame = frame;
        if (const QString problem = read(json, position); !problem.isEmpty())
            return tr("Position %1 of it cannot be used: %2.")
                .arg(list.positions.size() + 1)
                .arg(problem);
        list.positions << position;
    }
    return list;
}

} // namespace

QByteArray PositionList::toText(const StageFrame &frame) const
{
    Json list = Json::array();
    for (const NamedPosition &position : positions) {
        Json json {{"name", toUtf8String(position.name)}};
        json.update(toJson(position.place.in(frame)));
        list.push_back(json);
    }
    Json file = Json::object();
    file[versionKey] = version;
    file["unit"] = unit.isEmpty() ? std::string("steps") : toUtf8String(unit);
    file["soft_limits"] = limitsJson(frame);
    file["axis_inverted"] = invertedJson(frame);
    file["positions"] = list;
    return QByteArray::fromStdString(file.dump(2)) + '\n';
}

std::variant<PositionList, QString> PositionList::fromText(const QByteArray &text)
{
    return read(text);
}

} // namespace Holdfast
