// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <map>
#include <string>

//! What a fuzzer and a replay of its inputs share. Each target is a part of Holdfast that reads input from outside.
namespace Holdfast::Fuzz {

//! \brief Makes a target known: `const Target target("head", &readHead);` in the file of the target.
class Target
{
public:
    //! Gives the input to Holdfast. It returns whatever the input is; an exception that leaves it is a finding.
    using Run = void (*)(QByteArrayView input);

    Target(const char *name, Run run);
};

//! Returns the targets by their names.
const std::map<std::string, Target::Run> &targets();

//! Ends the program when \a holds is false: \a rule, a sentence, is what Holdfast should have done.
void require(bool holds, const char *rule);

//! Makes what a target needs: an application object, and silence about bad input.
void prepare();

} // namespace Holdfast::Fuzz
