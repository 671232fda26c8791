// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/blob.h"

#include <QHash>
#include <QList>

#include <mutex>

namespace Holdfast {

//! \brief Finds the blobs that were handed out by their ids, for as long as a copy of them exists.
//! It keeps none itself. Thread-safe.
class BlobShelf
{
public:
    void note(const QList<Blob> &blobs);
    //! Returns the blob with that id; null when there is none, or no longer.
    Blob find(const QUuid &id) const;

private:
    mutable std::mutex m_mutex;
    QHash<QUuid, WeakBlob> m_blobs;
    qsizetype m_tidyAt = 64; //!< when the shelf has this many, the expired ones are removed
};

} // namespace Holdfast
