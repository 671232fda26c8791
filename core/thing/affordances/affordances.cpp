// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/affordances.h"

#include "core/thing/framestream.h"

#include <algorithm>

namespace Holdfast {

namespace {

template<typename List>
auto find(const List &list, QStringView name) -> decltype(&list.front())
{
    const auto found =
        std::lower_bound(list.begin(), list.end(), name,
                         [](const Affordance &a, QStringView b) { return a.name < b; });
    return found != list.end() && found->name == name ? &*found : nullptr;
}

} // namespace

bool ActionAffordance::hasEnd() const
{
    return std::any_of(
        input.members.begin(), input.members.end(), [this](const SchemaMember &member) {
            return member.name == endedBy && member.schema.type == DataSchema::Type::Boolean;
        });
}

const PropertyAffordance *Affordances::property(QStringView name) const
{
    return find(properties, name);
}

const ActionAffordance *Affordances::action(QStringView name) const
{
    return find(actions, name);
}

const EventAffordance *Affordances::event(QStringView name) const
{
    return find(events, name);
}

FrameStream *Affordances::stream(QStringView name) const
{
    for (FrameStream *stream : streams) {
        if (stream->name() == name)
            return stream;
    }
    return nullptr;
}

const ThingResource *Affordances::resource(QStringView path) const
{
    for (const ThingResource &resource : resources) {
        if (resource.path == path)
            return &resource;
    }
    return nullptr;
}

} // namespace Holdfast
