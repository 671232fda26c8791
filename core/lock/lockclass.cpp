// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/lockclass.h"

namespace Holdfast {

LockClass defaultClass(Principal::Kind kind)
{
    return kind == Principal::Kind::Operator ? LockClass::Operator : LockClass::Remote;
}

QString toWord(LockClass lockClass)
{
    return lockClass == LockClass::Operator ? QStringLiteral("operator") : QStringLiteral("remote");
}

} // namespace Holdfast
