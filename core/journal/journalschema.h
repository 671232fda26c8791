// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journaldatabase.h"

namespace Holdfast {

//! \brief The tables of a journal.
namespace JournalSchema {

//! Of the tables that are made now.
constexpr int version = 2;

//! Makes the tables in an empty database, and brings those of an earlier version up to date. Throws
//! JournalError: Foreign for what is not ours.
void establish(const JournalDatabase &database);

} // namespace JournalSchema

} // namespace Holdfast
