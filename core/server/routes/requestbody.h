// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json.h"
#include "core/thing/result.h"

#include <QByteArray>

namespace Holdfast {

//! \brief What a body may be made of, beyond its size: what lies deeper or wider would cost more
//! than its size promises.
struct JsonLimits
{
    static constexpr int depth = 200;    //!< arrays and objects inside each other
    static constexpr int members = 1000; //!< of one object
};

//! The JSON in \a body, whatever content type it claims. An empty body is a "missing" field.
Result<Json> parseBody(const QByteArray &body);

//! The refusal of a body that is not there, or is null where null is no value.
Error missingBody();

} // namespace Holdfast
