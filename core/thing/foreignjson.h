// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json.h"

#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <functional>
#include <variant>

namespace Holdfast {

//! \brief What JSON of somebody else may be made of, beyond its size: what lies deeper or wider would
//! cost more than its size promises.
struct JsonLimits
{
    int depth = 200;      //!< arrays and objects inside each other
    int members = 1000;   //!< of one object
    int values = 100'000; //!< altogether
};

//! The limits of a file of at most a few megabytes that is read once, and by nobody who waits.
constexpr JsonLimits fileJsonLimits {.depth = 250, .members = 100'000, .values = 1'000'000};

//! \brief Why a text was not taken as JSON.
struct JsonFlaw
{
    enum class Kind {
        Excess, //!< more than the limits allow
        Syntax, //!< no JSON
        Number, //!< a number that no type holds
    };

    Kind kind = Kind::Syntax;
    qsizetype position = 0; //!< in bytes, from the beginning
    QString reason {};      //!< without a full stop, and never long
};

using ParsedJson = std::variant<Json, JsonFlaw>;

//! \brief Is told of a key that an object has twice: the keys that lead to that object, and the key
//! itself. Returns whether to go on; then the last of the values counts.
using OnDuplicateKey = std::function<bool(const QStringList &path, const QString &key)>;

//! Parses a text of somebody else. Its limits are checked before anything is built, and the time that
//! it takes grows with the size of the text only: Json::parse() compares each key of an object with
//! all those before. Never throws, unless \a onDuplicate does.
ParsedJson parseForeignJson(QByteArrayView text, const JsonLimits &limits = {},
                            const OnDuplicateKey &onDuplicate = {});

//! The same for a caller to whom it does not matter what is wrong: null then.
Json foreignJsonOrNull(QByteArrayView text, const JsonLimits &limits = {});

} // namespace Holdfast
