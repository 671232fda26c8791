// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/scanfolder.h"

#include <QString>
#include <QStringList>

namespace Holdfast {

//! \brief The scans below a folder: `<data folder>/smart_scan`. Functions throw a ThingError; any thread may call them.
class ScanLibrary
{
public:
    static constexpr int longestName = 100; //!< characters, without the number

    //! Refers to the scans in \a folder, which need not exist yet.
    explicit ScanLibrary(const QString &folder);

    //! Returns the folder of all scans.
    QString folder() const { return m_folder; }

    //! Returns the name that a scan gets when a user calls it \a asked, without a number: lower case letters, digits,
    //! ".", "-" and "_"; other characters become "_". "scan" when nothing is left.
    static QString safeName(const QString &asked);

    //! Makes the folder of a new scan, with the next free number: "liver_0001". \a base is a safeName().
    ScanFolder create(const QString &base) const;

    //! Returns the names of the scans, sorted.
    QStringList names() const;
    //! Returns the folder of a scan. Throws a ResourceError, NotFound or BadName, when there is none of that name.
    ScanFolder find(const QString &name) const;
    //! Returns the names of the scans that were begun but not finished and can be resumed, the latest at the end.
    QStringList unfinished() const;

    //! Removes a scan with all its files. Links are not followed.
    void remove(const QString &name) const;

private:
    QString m_folder;
};

} // namespace Holdfast
