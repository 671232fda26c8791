// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QString>

namespace Holdfast {

//! \brief The file that keeps the settings of one Thing: FOLDER/THING/Settings-CLASS.json, an
//! object of names on the wire and values, as LabThings writes it. A value, used in any thread.
class SettingsFile
{
public:
    SettingsFile() = default;
    SettingsFile(const QString &folder, const QString &thing, const QString &className);

    QString path() const { return m_path; }

    //! \brief The result of reading.
    struct Contents
    {
        Json values = Json::object();
        QString problem; //!< a sentence when the file exists and cannot be used; else empty
    };
    //! Reads the file. A file that does not exist has no values, and no problem.
    Contents read() const;

    //! Replaces the file as a whole: a reader always finds the old or the new values, also after
    //! the program was killed. Returns the error; empty on success.
    QString write(const Json &values) const;

    //! \brief What happens to the file when it is kept aside.
    enum class Aside {
        Copy, //!< it stays
        Move, //!< it is removed, and the next write makes a new one
    };
    //! Keeps the file unchanged under another name, FILE.bad-TIME. Returns that; empty when it
    //! cannot be done.
    QString keepAside(Aside aside) const;

    //! Removes the temporary files of killed writers; no other program may be writing there.
    void removeLeftovers() const;

private:
    QString m_path;
};

} // namespace Holdfast
