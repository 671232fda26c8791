// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <set>
#include <string>

namespace Holdfast {

//! \brief What is wrong with a sequence, and what a reader should know about it.
struct SequenceFindings
{
    QStringList problems {}; //!< each names a place in the sequence
    QStringList remarks {};  //!< sentences

    //! Adds the problem of what is at \a path.
    void refuse(const QString &path, const QString &why);
};

//! \brief An object of a sequence, of which each member must be asked for: the others are unknown.
class SequenceObject
{
public:
    //! Adds a problem to \a findings when \a json is no object. Both outlive this.
    SequenceObject(const Json &json, QString path, SequenceFindings *findings);

    //! Returns where the object is in the sequence, as "grid_plan"; empty for the sequence itself.
    const QString &path() const { return m_path; }
    //! Returns where the member \a key is.
    QString pathOf(const char *key) const;

    //! Returns the member; null when it is absent, or JSON's null.
    const Json *member(const char *key);
    bool has(const char *key) { return member(key) != nullptr; }

    //! \name Members of a type. One of another type is a problem.
    //! @{
    std::optional<double> number(const char *key); //!< empty: absent
    double needed(const char *key);                //!< must be there
    int count(const char *key, int most);          //!< must be there, from 1 to \a most
    bool flag(const char *key, bool otherwise);
    QString text(const char *key); //!< empty: absent
    //! @}

    //! Refuses a member that is there, unless it is an empty list or object.
    void refuseIfThere(const char *key, const QString &why);
    //! Adds the problem of a member.
    void refuse(const char *key, const QString &why) const;
    //! Refuses the members that were not asked for.
    void refuseOthers() const;

private:
    const Json &m_json;
    const QString m_path;
    SequenceFindings *m_findings;
    std::set<std::string> m_known;
};

} // namespace Holdfast
