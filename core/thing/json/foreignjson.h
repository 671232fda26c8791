// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <functional>
#include <variant>

namespace Holdfast {

//! \brief The limits of JSON from outside, beyond its size: deeper or wider values would cost more
//! than their size suggests.
struct JsonLimits
{
    int depth = 200;      //!< arrays and objects inside each other
    int members = 1000;   //!< of one object
    int values = 100'000; //!< in total
};

//! The limits of a file of at most a few megabytes that is read once, with no client waiting.
constexpr JsonLimits fileJsonLimits {.depth = 250, .members = 100'000, .values = 1'000'000};

//! \brief The reason why a text was refused as JSON.
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

//! Is called for a key that an object has twice, with the keys that lead to that object, and the
//! key itself. Returns whether to go on; then the last of the values counts.
using OnDuplicateKey = std::function<bool(const QStringList &path, const QString &key)>;

//! Whether a text may have comments as in C++, which JSON does not have.
enum class JsonComments { Refused, Allowed };

//! Parses a text from outside. Its limits are checked before any value is built, and the time that
//! it takes grows with the size of the text only, whereas Json::parse() compares each key of an
//! object with all those before. Never throws, unless \a onDuplicate does.
ParsedJson parseForeignJson(QByteArrayView text, const JsonLimits &limits = {},
                            const OnDuplicateKey &onDuplicate = {},
                            JsonComments comments = JsonComments::Refused);

//! Does the same for a caller that does not need the reason: returns null for a bad text.
Json foreignJsonOrNull(QByteArrayView text, const JsonLimits &limits = {},
                       JsonComments comments = JsonComments::Refused);

} // namespace Holdfast
