// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances/affordances.h"
#include "core/thing/json/json.h"

#include <QByteArray>
#include <QString>

namespace Holdfast {

//! \brief The OpenAPI 3.1 document of the whole server.
//!
//! The part that is the same on every server (the lock, invocations, ...) comes from the program's
//! resources; the part that depends on the Things is made of their affordances, and the bodies of
//! the schemas that the code checks.
class OpenApiDocument
{
public:
    //! Makes the document. \a prefix stands before the paths that have one.
    explicit OpenApiDocument(const QString &prefix);

    //! Adds the schema "#/components/schemas/NAME", which the resource refers to.
    void addSchema(const char *name, const DataSchema &schema);
    void addThing(const QString &name, const Affordances &affordances);

    //! Says that each request needs a token, and how it is refused without.
    void requireToken();

    //! Removes a path that this server does not offer. \a path is without a prefix.
    void removePath(const char *path) { m_json["paths"].erase(path); }

    const Json &json() const { return m_json; }

private:
    QString m_prefix;
    Json m_json;
};

} // namespace Holdfast
