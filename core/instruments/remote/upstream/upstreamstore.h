// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QString>
#include <QUrl>

namespace Holdfast {

//! \brief What another server has said about itself at the last good start, in the state folder of this
//! account: so its Things are there, with a fault, also when the server is not.
class UpstreamStore
{
public:
    //! \a url names the server, or the Thing of it.
    explicit UpstreamStore(const QUrl &url);

    //! Returns what was saved; null when there is nothing that can be read.
    Json load() const;
    //! Saves \a said. Returns why it could not be saved; empty if it was.
    QString save(const Json &said) const;
    //! Returns the name of the file.
    const QString &path() const { return m_path; }

private:
    QString m_path;
};

} // namespace Holdfast
