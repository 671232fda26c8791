// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json.h"

#include <QString>

namespace Holdfast {

//! \brief The file that keeps the settings of one Thing: FOLDER/THING/Settings-CLASS.json, an object
//! of names on the wire and values, as LabThings writes it. A value; knows no thread.
class SettingsFile
{
public:
    SettingsFile() = default;
    SettingsFile(const QString &folder, const QString &thing, const QString &className);

    QString path() const { return m_path; }

    //! \brief What was found.
    struct Contents
    {
        Json values = Json::object();
        QString problem; //!< a sentence when the file is there and of no use; else empty
    };
    //! A file that is not there has no values, and no problem.
    Contents read() const;

    //! Replaces the file as a whole: whoever reads it, and whenever the program is killed, finds the
    //! old or the new values. Returns what went wrong; empty when nothing did.
    QString write(const Json &values) const;

    //! \brief What becomes of the file when it is kept aside.
    enum class Aside {
        Copy, //!< it stays
        Move, //!< it goes away, and the next write makes a new one
    };
    //! Keeps the file as it is under another name, FILE.bad-TIME. Returns that; empty when it
    //! cannot be done.
    QString keepAside(Aside aside) const;

    //! Removes what was left by writers that were killed; nobody else may be writing there.
    void removeLeftovers() const;

private:
    QString m_path;
};

} // namespace Holdfast
