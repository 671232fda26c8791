// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace Holdfast {

//! \brief Finds the pictures in a "multipart/x-mixed-replace" that comes in pieces of any size.
//!
//! Qt and the usual libraries only write multipart, or read it when it is complete. This reads what
//! LabThings, ustreamer and Holdfast send: parts with or without Content-Length.
class MjpegReader
{
public:
    static constexpr qsizetype largestPicture = 32 * 1024 * 1024;
    static constexpr qsizetype largestHead = 8 * 1024;

    //! \a contentType is that of the answer, which names the boundary.
    explicit MjpegReader(const QByteArray &contentType);

    //! Returns whether the content type was one of such a stream.
    bool isStream() const { return !m_delimiter.isEmpty(); }
    //! Returns whether what came is no such stream, or is larger than the limits. Then nothing more
    //! comes of it.
    bool isBroken() const { return m_isBroken; }

    void add(const QByteArray &piece) { m_text += piece; }
    //! Returns the next picture that is complete.
    std::optional<QByteArray> next();

private:
    bool readHead();
    std::optional<QByteArray> readBody();
    std::optional<QByteArray> readUpTo(qsizetype end, qsizetype next);

    QByteArray m_delimiter; //!< "--frame"
    QByteArray m_text;
    bool m_isInBody = false;
    qsizetype m_length = -1;     //!< of the body, where its head says so
    qsizetype m_searched = 0;    //!< so much of the body has no delimiter
    bool m_wasGivenOut = false;  //!< the body was taken for complete before its delimiter came
    qsizetype m_givenLength = 0; //!< how long it was then
    bool m_isBroken = false;
};

} // namespace Holdfast
