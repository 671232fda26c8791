// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/mirrorserver/slots.h"

namespace Mirror {

Holdfast::Json Stately::state() const
{
    return {{"level", 3}};
}

Holdfast::Json Hub::connections()
{
    Holdfast::Json json {
        {"single", m_single->name()}, {"optional", nullptr}, {"many", Holdfast::Json::array()}};
    if (m_optional)
        json["optional"] = m_optional->name();
    for (const QString &name : m_many.things().keys())
        json["many"].push_back(name);
    return json;
}

void Hub::incrementSingle()
{
    m_single->increment();
}

Ping::Ping()
    : m_other(this, "other")
{
}

Ping::~Ping() = default;

QString Ping::nameOfOther()
{
    return m_other->name();
}

QString Pong::nameOfOther()
{
    return m_other->name();
}

} // namespace Mirror
