// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/historyjson.h"

#include "core/wire/jsonread.h"
#include "core/wire/jsonwrite.h"

#include <cmath>

namespace Holdfast {

namespace {

Json numberOrNull(quint64 number)
{
    return number == 0 ? Json(nullptr) : Json(number);
}

// Many holds are over within a few microseconds.
Json millisecondsOrNull(const std::optional<std::chrono::microseconds> &time)
{
    return time ? Json(double(time->count()) / 1000) : Json(nullptr);
}

QString nameOf(const Principal &principal)
{
    return principal.name.isEmpty() ? toWord(principal.kind) : principal.name;
}

bool hasActor(HistoryKind kind)
{
    return kind != HistoryKind::Missing && kind != HistoryKind::RunBegun
           && kind != HistoryKind::RunEnded;
}

//! \a perSecond of the member's unit make a second.
std::optional<std::chrono::microseconds> readSpan(const Json &json, const char *key,
                                                  double perSecond)
{
    constexpr double mostSeconds = 1e12; // no machine runs for longer
    const std::optional<double> count = JsonRead::real(json, key);
    if (!count || *count < 0 || *count / perSecond > mostSeconds)
        return {};
    return std::chrono::microseconds(std::llround(*count / perSecond * 1e6));
}

} // namespace

Json toJson(const JournalState &state)
{
    return Json {{"state", toWord(state.state)},
                 {"reason", JsonWrite::textOrNull(state.reason)},
                 {"missing", state.missing}};
}

Json toJson(const HistoryEntry &entry)
{
    const bool hasWho = hasActor(entry.kind);
    const bool hasOther = !entry.other.name.isEmpty() || !entry.otherOperation.isEmpty();
    return Json {
        {"id", entry.id},
        {"kind", toWord(entry.kind)},
        {"how", JsonWrite::textOrNull(toWord(entry.how))},
        {"at", entry.at.toUTC().toString(Qt::ISODateWithMs)},
        {"who", hasWho ? Json(nameOf(entry.who)) : Json(nullptr)},
        {"who_kind", hasWho ? Json(toWord(entry.who.kind)) : Json(nullptr)},
        {"operation", JsonWrite::textOrNull(entry.operation)},
        {"class", entry.lockClass ? Json(toWord(*entry.lockClass)) : Json(nullptr)},
        {"waited_ms", millisecondsOrNull(entry.waited)},
        {"held_ms", millisecondsOrNull(entry.held)},
        {"generation", numberOrNull(entry.generation)},
        {"lease", numberOrNull(entry.lease)},
        {"position", numberOrNull(quint64(entry.position))},
        {"other", hasOther ? Json(nameOf(entry.other)) : Json(nullptr)},
        {"other_operation", JsonWrite::textOrNull(entry.otherOperation)},
        {"reason", JsonWrite::textOrNull(entry.reason)},
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

JournalState readJournalState(const Json &json)
{
    using enum JournalState::State;
    return {JsonRead::word(json, "state", {Writing, Paused, Off}).value_or(Off),
            JsonRead::text(json, "reason"), JsonRead::number(json, "missing").value_or(0)};
}

std::optional<HistoryEntry> readHistoryEntry(const Json &json)
{
    using namespace JsonRead;
    const auto kind = JsonRead::word(json, "kind", allHistoryKinds());
    if (!kind)
        return {};
    HistoryEntry entry;
    entry.id = qint64(number(json, "id").value_or(0));
    entry.kind = *kind;
    entry.how = JsonRead::word(json, "how", allHistoryHows()).value_or(HistoryHow::None);
    entry.run = qint64(number(json, "run").value_or(0));
    entry.at = time(json, "at");
    entry.who = principal(json, "who", "who_kind");
    entry.operation = text(json, "operation");
    entry.lockClass = word(json, "class", {LockClass::Operator, LockClass::Remote});
    entry.generation = number(json, "generation").value_or(0);
    entry.lease = number(json, "lease").value_or(0);
    entry.waited = readSpan(json, "waited_ms", 1e3);
    entry.held = readSpan(json, "held_ms", 1e3);
    entry.position = int(number(json, "position").value_or(0));
    entry.other = principal(json, "other");
    entry.otherOperation = text(json, "other_operation");
    entry.reason = text(json, "reason");
    entry.missing = number(json, "missing").value_or(0);
    return entry;
}

std::optional<HistoryPage> readHistoryPage(const Json &json)
{
    const Json &entries = JsonRead::member(json, "entries");
    if (!entries.is_array())
        return {};
    HistoryPage page;
    for (const Json &each : entries) {
        if (const auto entry = readHistoryEntry(each))
            page.entries << *entry;
    }
    page.next = HistoryCursor::fromText(JsonRead::text(json, "next"));
    page.journal = readJournalState(JsonRead::member(json, "journal"));
    return page;
}

std::optional<HistoryEntry> readRefusedEvent(const Json &json)
{
    using namespace JsonRead;
    if (!json.is_object())
        return {};
    HistoryEntry entry;
    entry.kind = HistoryKind::Refusal;
    entry.how = JsonRead::word(json, "reason", allHistoryHows()).value_or(HistoryHow::None);
    entry.at = time(json, "at");
    entry.who = principal(json, "label");
    entry.operation = text(json, "operation");
    entry.waited = readSpan(json, "waited", 1);
    return entry;
}

} // namespace Holdfast
