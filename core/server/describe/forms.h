// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/describe/transport.h"
#include "core/thing/affordances/affordances.h"
#include "core/thing/json/json.h"

#include <QString>

namespace Holdfast {

//! \brief The forms of a Thing's affordances: the requests by which each of them is used. The plain
//! ones come first, and then one for each transport by which it can be observed.
class Forms
{
public:
    Forms(const QString &thing, const QString &prefix, const QList<Transport> &transports);

    //! "/api/stage/"
    QString path() const { return m_path; }

    Json of(const PropertyAffordance &property) const;
    Json of(const ActionAffordance &action) const;
    //! Returns the forms of \a event; empty while there is no transport for events.
    Json of(const EventAffordance &event) const;

    //! Returns the variables of the forms' templates ("{id}"), for each action.
    static Json uriVariables();
    //! Returns the schemas that the forms' additional responses name, for the Thing.
    static Json schemaDefinitions();

private:
    Json observing(Transport transport, const QString &path, Json operations) const;

    QString m_path;
    QString m_invocations;
    QList<Transport> m_transports;
};

} // namespace Holdfast
