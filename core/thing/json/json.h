// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <nlohmann/json.hpp>

#include <string>

namespace Holdfast {

//! \brief JSON as it is sent: keys keep their order, and 1.0 stays 1.0.
using Json = nlohmann::ordered_json;

//! Returns \a text in UTF-8.
inline std::string toUtf8String(const QString &text)
{
    return text.toStdString();
}

//! Returns the text that \a utf8 is.
inline QString toQString(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

//! Returns compact JSON in UTF-8. NaN and infinities become null; broken UTF-8 is replaced, and
//! causes no exception.
inline QByteArray toBytes(const Json &json)
{
    return QByteArray::fromStdString(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

} // namespace Holdfast

//! \cond
namespace nlohmann {

template<>
struct adl_serializer<QString>
{
    template<typename BasicJson>
    static void to_json(BasicJson &json, const QString &text)
    {
        json = text.toStdString();
    }

    template<typename BasicJson>
    static void from_json(const BasicJson &json, QString &text)
    {
        text = QString::fromStdString(json.template get<std::string>());
    }
};

} // namespace nlohmann
//! \endcond

Q_DECLARE_METATYPE(Holdfast::Json)
