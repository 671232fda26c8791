// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/stateresponse.h"

namespace Holdfast {

Response StateResponse::of(const ServedState &state, const EntityTags &known, const Headers &more)
{
    const bool isKnown = known.matchWeakly(entityTag(state));
    Response response = isKnown ? Response {304, {}, {}, {}} : Response::json(state.json);
    response.headers.add("etag", entityTag(state));
    for (const Headers::Field &field : more)
        response.headers.add(field.first, field.second);
    return response;
}

} // namespace Holdfast
