// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/program.h"

int main(int argc, char **argv)
{
    return Holdfast::runProgram(argc, argv, nullptr);
}
