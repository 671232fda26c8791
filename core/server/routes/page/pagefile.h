// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/access/role.h"
#include "core/server/http/request.h"
#include "core/server/http/response.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace Holdfast {

class Router;

//! Returns the text of a resource: "docs/index.html". It is part of the program.
QByteArray resourceText(const QString &name);

//! Returns a part of a page for browsers: \a text of the type \a type ("text/html"). Pages can only
//! load content from this server, and send data to no other, whatever texts they show.
Response pagePart(const QByteArray &text, const QByteArray &type);

//! Serves \a response at \a path, always the same.
void addFixed(Router &router, const QString &path, const Response &response,
              Need need = Need::Read);

//! \brief A response that is made with the first request for it, and kept: for one that takes time and memory, and that few
//! clients ask for. Copies share it.
class MadeOnce
{
public:
    explicit MadeOnce(std::function<Response()> make);

    Response answerTo(const Request &request) const;

private:
    struct Made;

    std::function<Response()> m_make;
    std::shared_ptr<std::optional<Made>> m_made;
};

//! Serves the response that \a make returns, likewise.
void addMadeOnce(Router &router, const QString &path, std::function<Response()> make);

} // namespace Holdfast
