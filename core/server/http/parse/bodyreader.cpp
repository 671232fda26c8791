// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/parse/bodyreader.h"

#include "core/server/http/parse/controlcharacters.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

constexpr qsizetype s_lineBytes = 256; // a size with extensions, or a field after the last chunk
constexpr int s_trailerFields = 16;
constexpr qsizetype s_sizeDigits = 15; // more digits are never needed, and these cannot overflow

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

BodyReader::BodyReader(const RequestHead &head, qint64 limit)
    : m_isChunked(head.isChunked)
    , m_limit(limit)
    , m_left(head.isChunked ? 0 : head.contentLength)
{
}

bool BodyReader::read(QByteArray &bytes)
{
    if (m_isChunked)
        return readChunks(bytes);
    if (bytes.size() < m_left)
        return false;
    m_body = bytes.first(m_left);
    bytes.remove(0, m_left);
    if (bytes.isEmpty())
        bytes = {}; // frees its memory
    return true;
}

QByteArray BodyReader::take()
{
    return std::exchange(m_body, {});
}

bool BodyReader::readChunks(QByteArray &bytes)
{
    QByteArrayView rest(bytes);
    while (m_part != Part::Done && readPart(rest)) { }
    bytes = rest.toByteArray();
    return m_part == Part::Done;
}

// Reads the next part, if there are bytes for it.
bool BodyReader::readPart(QByteArrayView &rest)
{
    if (m_part == Part::Data) {
        readData(rest);
        return m_part != Part::Data;
    }
    const qsizetype end = rest.first(std::min(rest.size(), s_lineBytes)).indexOf('\n');
    if (end < 0 && rest.size() < s_lineBytes)
        return false;
    if (end < 1 || rest[end - 1] != '\r') {
        refuse(400, "A chunk must be between short lines that end in CR LF.");
        return true;
    }
    const QByteArrayView line = rest.first(end - 1);
    rest = rest.sliced(end + 1);
    if (hasControlCharacter(line))
        refuse(400, "There is a control character between chunks.");
    else
        readLine(line);
    return true;
}

void BodyReader::readData(QByteArrayView &rest)
{
    const qsizetype size = std::min<qsizetype>(rest.size(), m_left);
    m_body += rest.first(size);
    rest = rest.sliced(size);
    m_left -= size;
    if (m_left == 0)
        m_part = Part::DataEnd;
}

void BodyReader::readLine(QByteArrayView line)
{
    if (m_part == Part::Size) {
        readSize(line);
    } else if (m_part == Part::DataEnd) {
        if (line.isEmpty())
            m_part = Part::Size;
        else
            refuse(400, "A chunk is longer than it says.");
    } else if (line.isEmpty()) {
        m_part = Part::Done;
    } else if (++m_trailerFields > s_trailerFields) {
        refuse(431, "There are too many fields behind the last chunk.");
    }
}

void BodyReader::readSize(QByteArrayView line)
{
    const auto end = std::find_if_not(line.begin(), line.end(), isHexDigit);
    const QByteArrayView digits = line.first(std::distance(line.begin(), end));
    const QByteArrayView extension = withoutWhiteSpace(line.sliced(digits.size()));
    if (digits.isEmpty() || (!extension.isEmpty() && !extension.startsWith(';'))) {
        refuse(400, "A chunk must begin with its size, as a hexadecimal number.");
        return;
    }
    m_left =
        digits.size() > s_sizeDigits ? m_limit + 1 : digits.toByteArray().toLongLong(nullptr, 16);
    if (m_left > m_limit - m_body.size())
        refuse(413, "The body is too large.", ConnectionLimit::BodyBytes);
    else
        m_part = m_left == 0 ? Part::Trailer : Part::Data;
}

void BodyReader::refuse(int status, const char *detail, std::optional<ConnectionLimit> limit)
{
    m_refusal = HeadRefused {status, QString::fromLatin1(detail), limit};
    m_part = Part::Done;
}

} // namespace Holdfast
