// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/access/role.h"

#include <array>

namespace Holdfast {

namespace {

constexpr std::array s_roles {Role::Viewer, Role::Operator, Role::Station, Role::Admin};

} // namespace

QString toWord(Role role)
{
    switch (role) {
    case Role::Viewer:
        return QStringLiteral("viewer");
    case Role::Operator:
        return QStringLiteral("operator");
    case Role::Station:
        return QStringLiteral("station");
    case Role::Admin:
        break;
    }
    return QStringLiteral("admin");
}

std::optional<Role> roleFrom(const QString &word)
{
    for (const Role role : s_roles) {
        if (toWord(role) == word)
            return role;
    }
    return {};
}

QStringList roleWords()
{
    QStringList words;
    for (const Role role : s_roles)
        words << toWord(role);
    return words;
}

bool suffices(Role role, Need need)
{
    return need == Need::Nothing || role >= leastRole(need);
}

Role leastRole(Need need)
{
    switch (need) {
    case Need::Nothing:
    case Need::Read:
        return Role::Viewer;
    case Need::Act:
        return Role::Operator;
    case Need::Administer:
        break;
    }
    return Role::Admin;
}

} // namespace Holdfast
