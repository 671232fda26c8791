// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/file/journaldatabase.h"

namespace Holdfast {

//! \brief The tables of a journal.
namespace JournalSchema {

//! The version of the tables that establish() makes.
constexpr int version = 2;

//! Makes the tables in an empty database, and brings those of an earlier version up to date. Throws
//! JournalError: Foreign when the database is not a journal.
void establish(const JournalDatabase &database);

} // namespace JournalSchema

} // namespace Holdfast
