// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"
#include "core/thing/json/json.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <chrono>
#include <initializer_list>
#include <optional>

//! Reads members of what another program sent, of which nothing is certain: it may be no object, have
//! no such member, or one of another type. No function here throws. Texts are as they came: control
//! characters in them are for the caller to escape before a terminal shows them.
namespace Holdfast::JsonRead {

//! The member, or null.
const Json &member(const Json &object, const char *key);
//! Empty when there is none.
QString text(const Json &object, const char *key);
bool flag(const Json &object, const char *key);
//! A whole number from 0 to 2^53.
std::optional<quint64> number(const Json &object, const char *key);
//! Any finite number.
std::optional<double> real(const Json &object, const char *key);
//! A whole number of milliseconds.
std::optional<std::chrono::milliseconds> duration(const Json &object, const char *key);
//! In UTC; invalid when there is none.
QDateTime time(const Json &object, const char *key);
//! Returns the principal whose label Principal::toString() has written. Where no member \a kindKey tells its
//! kind, a label with an address is a client's.
Principal principal(const Json &object, const char *key, const char *kindKey = nullptr);

//! The one of \a all whose toWord() is the member's text; empty when there is none.
template<typename Enum>
std::optional<Enum> word(const Json &object, const char *key, const QList<Enum> &all)
{
    const QString given = text(object, key);
    for (const Enum each : all) {
        if (toWord(each) == given)
            return each;
    }
    return {};
}

template<typename Enum>
std::optional<Enum> word(const Json &object, const char *key, std::initializer_list<Enum> all)
{
    return word(object, key, QList<Enum>(all));
}

} // namespace Holdfast::JsonRead
