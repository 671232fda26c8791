// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/historyjson.h"

namespace Holdfast {

namespace {

Json textOrNull(const QString &text)
{
    return text.isEmpty() ? Json(nullptr) : Json(text);
}

Json numberOrNull(quint64 number)
{
    return number == 0 ? Json(nullptr) : Json(number);
}

// Many holds are over within a few microseconds.
Json millisecondsOrNull(const std::optional<std::chrono::microseconds> &time)
{
    return time ? Json(double(time->count()) / 1000) : Json(nullptr);
}

QString nameOf(const HolderLabel &label)
{
    return label.name.isEmpty() ? toWord(label.kind) : label.name;
}

bool isDoneBySomebody(HistoryKind kind)
{
    return kind != HistoryKind::Missing && kind != HistoryKind::RunBegun
           && kind != HistoryKind::RunEnded;
}

} // namespace

Json toJson(const JournalState &state)
{
    return Json {{"state", toWord(state.state)},
                 {"reason", textOrNull(state.reason)},
                 {"missing", state.missing}};
}

Json toJson(const HistoryEntry &entry)
{
    const bool hasWho = isDoneBySomebody(entry.kind);
    const bool hasOther = !entry.other.name.isEmpty() || !entry.otherOperation.isEmpty();
    return Json {
        {"id", entry.id},
        {"kind", toWord(entry.kind)},
        {"how", textOrNull(toWord(entry.how))},
        {"at", entry.at.toString(Qt::ISODateWithMs)},
        {"who", hasWho ? Json(nameOf(entry.who)) : Json(nullptr)},
        {"who_kind", hasWho ? Json(toWord(entry.who.kind)) : Json(nullptr)},
        {"operation", textOrNull(entry.operation)},
        {"class", entry.lockClass ? Json(toWord(*entry.lockClass)) : Json(nullptr)},
        {"waited_ms", millisecondsOrNull(entry.waited)},
        {"held_ms", millisecondsOrNull(entry.held)},
        {"generation", numberOrNull(entry.generation)},
        {"lease", numberOrNull(entry.lease)},
        {"position", numberOrNull(quint64(entry.position))},
        {"other", hasOther ? Json(nameOf(entry.other)) : Json(nullptr)},
        {"other_operation", textOrNull(entry.otherOperation)},
        {"reason", textOrNull(entry.reason)},
        {"missing", numberOrNull(entry.missing)},
        {"run", entry.run},
    };
}

Json toJson(const HistoryPage &page)
{
    Json entries = Json::array();
    for (const HistoryEntry &entry : page.entries)
        entries.push_back(toJson(entry));
    return Json {{"entries", std::move(entries)},
                 {"next", page.next ? Json(page.next->toText()) : Json(nullptr)},
                 {"journal", toJson(page.journal)}};
}

} // namespace Holdfast
