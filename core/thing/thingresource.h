// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thingerror.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace Holdfast {

//! \brief What a resource of a Thing contains: bytes, or a file that is read when it is sent.
struct ResourceAnswer
{
    QByteArray mediaType {}; //!< "application/json"; empty for a file: as its name says
    QByteArray contents {};  //!< all bytes, when there is no file
    QString file {}; //!< the path of a file; one that does not exist is answered as NotFound
};

//! \brief The reason why a resource of a Thing cannot be had or removed.
class ResourceError : public ThingError
{
public:
    //! What kind of reason it is.
    enum class Kind {
        NotFound, //!< there is no such resource, now or at all; over HTTP 404
        BadName,  //!< the name cannot be that of such a resource; over HTTP 400
        Busy,     //!< it is being made or used, and cannot be removed now; over HTTP 409
    };

    //! Makes the exception. \a message is one sentence for people.
    ResourceError(Kind kind, const QString &message)
        : ThingError(message)
        , m_kind(kind)
    {
    }
    //! Returns the kind of reason.
    Kind kind() const { return m_kind; }

private:
    Kind m_kind;
};

//! \brief Something of a Thing with an address of its own that is no property, action, event or stream: a list for
//! a program's window, a picture that is made now and then, files that can be removed. Declared with
//! Thing::addResource().
//!
//! Its functions are called in a worker, several at once, without the global lock and without a holder's name in the
//! history. What they throw is the answer; a ResourceError says which kind of refusal it is.
struct ThingResource
{
    //! Where it is, below the Thing: "settings_ui", or "latest_preview.jpg". One that ends in "/" takes one
    //! more segment: with "scans/" there are scans/NAME.
    QString path;
    //! Returns its present contents. \a rest is the segment after the path, decoded and never empty or with
    //! a slash in it; empty for a path that does not end in "/". Empty: it cannot be read.
    std::function<ResourceAnswer(const QString &rest)> get {};
    //! Removes it. Empty: it cannot be removed.
    std::function<void(const QString &rest)> remove {};
    //! What it is, for people.
    QString description {};
};

} // namespace Holdfast
