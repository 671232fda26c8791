// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QDateTime>
#include <QString>

#include <cstddef>
#include <utility>

//! Writes what is null on the wire where there is nothing to tell.
namespace Holdfast::JsonWrite {

//! \brief Makes an object whose keys all differ: each member is appended, without a look for its key
//! among the ones before it.
class Members
{
public:
    //! Reserves room for \a count members.
    explicit Members(std::size_t count) { m_members.reserve(count); }

    void add(const char *key, Json value) { m_members.emplace_back(key, std::move(value)); }
    Json take() { return Json(std::move(m_members)); }

private:
    Json::object_t m_members;
};

inline Json textOrNull(const QString &text)
{
    return text.isEmpty() ? Json(nullptr) : Json(text);
}

//! In UTC, to the millisecond.
inline Json timeOrNull(const QDateTime &time)
{
    return time.isValid() ? Json(time.toUTC().toString(Qt::ISODateWithMs)) : Json(nullptr);
}

} // namespace Holdfast::JsonWrite
