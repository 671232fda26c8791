// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/gstreamer/pinneddatabase.h"

#include <QCryptographicHash>

namespace {

// A class of GObject, whose instances and classes are plain structs.
struct PinnedDatabase
{
    GTlsDatabase parent;
    QByteArray *digest;
};

struct PinnedDatabaseClass
{
    GTlsDatabaseClass parent;
};

GObjectClass *s_parentClass = nullptr;

GTlsCertificateFlags verify(GTlsDatabase *database, GTlsCertificate *chain, const gchar *,
                            GSocketConnectable *, GTlsInteraction *, GTlsDatabaseVerifyFlags,
                            GCancellable *, GError **)
{
    GByteArray *bytes = nullptr;
    g_object_get(chain, "certificate", &bytes, nullptr);
    if (!bytes)
        return G_TLS_CERTIFICATE_GENERIC_ERROR;
    const QByteArray digest = QCryptographicHash::hash(
        QByteArrayView(reinterpret_cast<const char *>(bytes->data), bytes->len),
        QCryptographicHash::Sha256);
    g_byte_array_unref(bytes);
    return digest == *reinterpret_cast<PinnedDatabase *>(database)->digest
               ? GTlsCertificateFlags(0)
               : G_TLS_CERTIFICATE_UNKNOWN_CA;
}

void finalize(GObject *object)
{
    delete reinterpret_cast<PinnedDatabase *>(object)->digest;
    s_parentClass->finalize(object);
}

void initialiseClass(gpointer type, gpointer)
{
    s_parentClass = static_cast<GObjectClass *>(g_type_class_peek_parent(type));
    static_cast<GObjectClass *>(type)->finalize = &finalize;
    static_cast<GTlsDatabaseClass *>(type)->verify_chain = &verify;
}

void initialise(GTypeInstance *instance, gpointer)
{
    reinterpret_cast<PinnedDatabase *>(instance)->digest = new QByteArray;
}

GType databaseType()
{
    static const GType type = g_type_register_static_simple(
        G_TYPE_TLS_DATABASE, "HoldfastPinnedDatabase", sizeof(PinnedDatabaseClass),
        &initialiseClass, sizeof(PinnedDatabase), &initialise, GTypeFlags(0));
    return type;
}

} // namespace

namespace Holdfast {

std::optional<QByteArray> digestIn(const QString &text)
{
    const QByteArray digits = QString(text).remove(u':').toLatin1();
    const QByteArray digest = QByteArray::fromHex(digits);
    if (digits.size() != 64 || digest.toHex() != digits.toLower())
        return {};
    return digest;
}

GObjectPointer<GTlsDatabase> pinnedDatabase(const QByteArray &digest)
{
    auto *database = static_cast<PinnedDatabase *>(g_object_new(databaseType(), nullptr));
    *database->digest = digest;
    return GObjectPointer<GTlsDatabase>(&database->parent);
}

} // namespace Holdfast
