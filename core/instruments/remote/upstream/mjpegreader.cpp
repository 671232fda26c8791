// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/mjpegreader.h"

#include <algorithm>

namespace Holdfast {

namespace {

const QByteArray s_endOfPicture = QByteArrayLiteral("\xff\xd9\r\n");

QByteArray boundaryOf(const QByteArray &contentType)
{
    const QList<QByteArray> fields = contentType.split(';');
    if (fields.first().trimmed().toLower() != "multipart/x-mixed-replace")
        return {};
    for (const QByteArray &field : fields) {
        const QByteArray parameter = field.trimmed();
        if (!parameter.toLower().startsWith("boundary="))
            continue;
        QByteArray boundary = parameter.mid(9);
        if (boundary.size() > 1 && boundary.startsWith('"') && boundary.endsWith('"'))
            boundary = boundary.mid(1, boundary.size() - 2);
        return boundary.left(200);
    }
    return {};
}

qsizetype lengthIn(const QByteArray &head)
{
    for (const QByteArray &line : head.split('\n')) {
        const QByteArray field = line.trimmed();
        if (field.toLower().startsWith("content-length:")) {
            bool isNumber = false;
            const qlonglong length = field.mid(15).trimmed().toLongLong(&isNumber);
            return isNumber && length >= 0 ? length : -1;
        }
    }
    return -1;
}

} // namespace

MjpegReader::MjpegReader(const QByteArray &contentType)
{
    const QByteArray boundary = boundaryOf(contentType);
    // Some servers put the dashes of the delimiter into the boundary.
    if (!boundary.isEmpty())
        m_delimiter = boundary.startsWith("--") ? boundary : "--" + boundary;
}

std::optional<QByteArray> MjpegReader::next()
{
    for (;;) {
        if (m_isBroken || (!m_isInBody && !readHead()))
            return {};
        auto picture = readBody();
        if (picture || m_isInBody)
            return picture;
    }
}

bool MjpegReader::readHead()
{
    const qsizetype delimiter = m_text.indexOf(m_delimiter);
    if (delimiter < 0) {
        m_isBroken = m_text.size() > largestHead;
        return false;
    }
    const qsizetype begin = delimiter + m_delimiter.size();
    const qsizetype plain = m_text.indexOf("\n\n", begin);
    const qsizetype usual = m_text.indexOf("\r\n\r\n", begin);
    const bool isUsual = usual >= 0 && (plain < 0 || usual < plain);
    const qsizetype end = isUsual ? usual : plain;
    if (end < 0) {
        m_isBroken = m_text.size() - begin > largestHead;
        return false;
    }
    m_length = lengthIn(m_text.mid(begin, end - begin));
    m_isBroken = m_length > largestPicture;
    m_text.remove(0, end + (isUsual ? 4 : 2));
    m_searched = 0;
    m_wasGivenOut = false;
    m_isInBody = true;
    return true;
}

std::optional<QByteArray> MjpegReader::readBody()
{
    if (m_length >= 0) {
        if (m_text.size() < m_length)
            return {};
        return readUpTo(m_length, m_length);
    }
    const QByteArray end = "\r\n" + m_delimiter;
    const qsizetype found = m_text.indexOf(end, m_searched);
    if (found >= 0)
        return readUpTo(found, found + 2);
    m_searched = std::max<qsizetype>(0, m_text.size() - end.size());
    if (m_text.size() > largestPicture) {
        m_isBroken = true;
        return {};
    }
    // The delimiter may only come with the next picture. Where the last bytes that have come are the end
    // of a JPEG, it is given out now, and once more if it goes on after all.
    if (m_text.endsWith(s_endOfPicture) && m_text.size() != m_givenLength) {
        m_wasGivenOut = true;
        m_givenLength = m_text.size();
        return m_text.chopped(2);
    }
    return {};
}

std::optional<QByteArray> MjpegReader::readUpTo(qsizetype end, qsizetype next)
{
    const QByteArray picture = m_text.left(end);
    const bool isKnown = m_wasGivenOut && m_givenLength == end + 2;
    m_text.remove(0, next);
    m_isInBody = false;
    m_wasGivenOut = false;
    m_givenLength = 0;
    if (isKnown || picture.isEmpty())
        return {};
    return picture;
}

} // namespace Holdfast
