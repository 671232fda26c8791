// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/lockclass.h"

namespace Holdfast {

LockClass defaultClass(HolderLabel::Kind kind)
{
    return kind == HolderLabel::Kind::Operator ? LockClass::Operator : LockClass::Remote;
}

QString toWord(LockClass lockClass)
{
    return lockClass == LockClass::Operator ? QStringLiteral("operator") : QStringLiteral("remote");
}

} // namespace Holdfast
