// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/blob.h"
#include "core/thing/json/json.h"
#include "core/thing/validation/dataschema.h"

#include <QList>
#include <QString>

namespace Holdfast {

//! \brief One error in an input, in the form of FastAPI's 422 answers.
struct ValidationIssue
{
    QString type;    //!< "less_than_equal", "missing", ...
    Json location;   //!< array of member names and indices below the root that was validated
    QString message; //!< "Input should be less than or equal to 100"
    Json input;      //!< the value that is wrong
    Json context;    //!< parameters of the message; null when it has none

    //! Returns {"type":...,"loc":[root...,...],"msg":...,"input":...,"ctx":...?}.
    Json toJson(const Json &rootLocation) const;
};

//! \brief A value after validation: coerced to its schema, or the errors in it.
struct Validated
{
    Json value;
    QList<ValidationIssue> issues;
    QList<Blob> blobs {}; //!< those that the value refers to

    bool isValid() const { return issues.isEmpty(); }
};

//! Checks \a value against \a schema with the coercions, the messages and their order of pydantic's
//! lax mode (an integral 5.0 or "5" is an integer, "yes" a boolean). Numbers are checked against
//! the range of the C++ type, never truncated. Missing members get their defaults. NaN and
//! infinities are always refused, in texts too: no instrument can go there. Null for a schema that
//! does not allow it is "missing". At most the first 100 issues are reported, and JSON nested
//! deeper than 200 levels is refused as a whole, so that copying it is safe. An integer that JSON
//! parsing has turned into a float because it is huge is refused as too large. A blob is found by
//! \a findBlob; without that, none is accepted.
Validated validate(const DataSchema &schema, const Json &value, const FindBlob &findBlob = {});

} // namespace Holdfast
