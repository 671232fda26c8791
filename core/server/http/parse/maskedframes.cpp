// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/parse/maskedframes.h"

#include <algorithm>

namespace Holdfast {

namespace {

constexpr char s_maskBit = '\x80';
constexpr char s_lastBit = '\x80';
constexpr char s_controlBit = '\x08';
constexpr qsizetype s_maskBytes = 4;

// Returns how many bytes of length follow the second byte of a header.
qsizetype extendedBytes(char second)
{
    const char length = char(second & 0x7f);
    return length == 126 ? 2 : length == 127 ? 8 : 0;
}

} // namespace

qsizetype MaskedFrames::accept(QByteArrayView bytes)
{
    qsizetype at = 0;
    qsizetype frame = 0; // where the current one begins
    while (at < bytes.size() && !m_hasUnmasked) {
        if (m_payload > 0) {
            const quint64 step = std::min(m_payload, quint64(bytes.size() - at));
            at += qsizetype(step);
            m_payload -= step;
            if (!m_isControl)
                m_unfinished += qint64(step);
            if (m_payload == 0)
                endFrame();
            continue;
        }
        if (m_header.isEmpty())
            frame = at;
        m_header += bytes[at++];
        readHeader();
    }
    return m_hasUnmasked ? frame : bytes.size();
}

void MaskedFrames::readHeader()
{
    if (m_header.size() < 2)
        return;
    m_hasUnmasked = (m_header[1] & s_maskBit) == 0;
    const qsizetype extended = extendedBytes(m_header[1]);
    if (m_header.size() < 2 + extended + s_maskBytes)
        return;
    m_payload = extended == 0 ? quint64(m_header[1] & 0x7f) : 0;
    for (const char byte : m_header.sliced(2, extended))
        m_payload = m_payload << 8 | quint8(byte);
    m_isLast = (m_header[0] & s_lastBit) != 0;
    m_isControl = (m_header[0] & s_controlBit) != 0;
    m_header.clear();
    if (!m_isControl) {
        m_isWithinMessage = true;
        m_hasTooLong = m_hasTooLong || m_unfinished > m_longest
                       || m_payload > quint64(m_longest - m_unfinished);
    }
    if (m_payload == 0)
        endFrame();
}

void MaskedFrames::endFrame()
{
    if (m_isControl || !m_isLast)
        return;
    m_isWithinMessage = false;
    m_unfinished = 0;
}

} // namespace Holdfast
