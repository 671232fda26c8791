// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/picture/snapper.h"

#include "ui/camera/camerarule.h"
#include "ui/camera/picture/picturestore.h"
#include "ui/camera/picture/picturetaker.h"
#include "ui/settings/usersettings.h"

#include <QDir>

namespace Holdfast {

Snapper::Snapper(const OperatorAccess &access, PictureStore *store, UserSettings *settings,
                 QObject *parent)
    : QObject(parent)
    , m_session(access.session)
    , m_taker(new PictureTaker(access, this))
    , m_store(store)
    , m_settings(settings)
{
    connect(m_taker, &PictureTaker::changed, this, &Snapper::changed);
    connect(m_taker, &PictureTaker::taken, this, &Snapper::save);
    connect(m_taker, &PictureTaker::failed, this,
            [this](const QString &problem) { m_outcome = problem; });
    connect(store, &PictureStore::saved, this, [this](quint64 id, const QString &path) {
        if (id != m_last)
            return;
        m_unsaved = 0;
        m_lastPath = path;
        m_outcome = tr("Saved as %1").arg(QDir::toNativeSeparators(path));
        Q_EMIT changed();
    });
    connect(store, &PictureStore::notSaved, this, [this](quint64 id, const QString &problem) {
        if (id != m_last)
            return;
        m_unsaved = id;
        m_outcome = problem;
        Q_EMIT changed();
    });
}

Permission Snapper::maySnap() const
{
    if (const Permission may = CameraRule::mayCapture(m_session); !may.allowed)
        return may;
    return m_taker->isBusy() ? Permission::no(tr("A picture is being taken.")) : Permission::yes();
}

void Snapper::snap()
{
    if (!maySnap().allowed)
        return;
    m_outcome.clear();
    m_taker->take(m_settings->pictureFormat(), Operation::clickWait);
}

void Snapper::cancel()
{
    m_taker->cancel();
}

bool Snapper::isWaiting() const
{
    return m_taker->operation().isWaiting();
}

QString Snapper::text() const
{
    if (isWaiting())
        return m_taker->operation().waitingText();
    return m_taker->isBusy() ? tr("Taking a picture \u2026") : m_outcome;
}

void Snapper::save(const TakenPicture &picture)
{
    m_outcome = tr("Saving \u2026");
    m_unsaved = 0;
    m_lastPath.clear();
    m_last =
        m_store->save(picture, m_settings->pictureFolder(), PictureStore::stemFor(picture.taken));
}

} // namespace Holdfast
