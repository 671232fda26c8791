// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/server/http/responder.h"
#include "core/server/routes/routecontext.h"
#include "core/session/resourceaccess.h"

namespace Holdfast {

//! Answers, as soon as \a contents are known, with their bytes, or what \a request asks for instead: see
//! conditional(). The answer also has the headers \a more. A file is read in a worker.
void answerWithResource(const RouteContext &context, const Request &request,
                        const Responder &responder, Reply<ResourceContents> contents,
                        const Headers &more = {});

//! Returns the names in \a path, which are separated by one '/' or several; nothing when it ends in one, as no file's
//! path does.
QStringList stepsOf(const QString &path);

} // namespace Holdfast
