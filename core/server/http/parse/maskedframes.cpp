// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/parse/maskedframes.h"

#include <algorithm>

namespace Holdfast {

namespace {

constexpr char s_maskBit = '\x80';
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
    m_header.clear();
}

} // namespace Holdfast
