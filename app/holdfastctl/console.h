// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json.h"

#include <QString>
#include <QStringList>

namespace Holdfast::Ctl {

//! What holdfastctl prints. Each call writes whole lines, at once.
namespace Console {

//! A result, to stdout.
void print(const QString &line);
//! The same as data: one line of ASCII.
void print(const Json &json);
//! What a person should know, to stderr: "holdfastctl: ...".
void note(const QString &line);

} // namespace Console

//! \brief Some lines at the end of a terminal (stdout), that are replaced by newer ones.
class TerminalView
{
public:
    //! Whether stdout is a terminal at all.
    static bool isPossible();

    //! What does not fit into the terminal is cut off.
    void show(const QStringList &lines);

private:
    qsizetype m_shown = 0;
};

} // namespace Holdfast::Ctl
