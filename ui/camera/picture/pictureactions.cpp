// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/picture/pictureactions.h"

#include "ui/base/elsewhere.h"
#include "ui/base/suffix.h"
#include "ui/base/thumbnail.h"
#include "ui/camera/picture/picturesmodel.h"
#include "ui/camera/picture/picturestore.h"
#include "ui/settings/usersettings.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QUrl>

namespace Holdfast {

namespace {

// A larger picture is shown with fewer pixels: it would take more than 200 MB.
constexpr int longestEdge = 8192;

} // namespace

PictureActions::PictureActions(PictureStore *store, UserSettings *settings, QWidget *window)
    : QObject(window)
    , m_store(store)
    , m_settings(settings)
    , m_window(window)
    , m_open(&QDesktopServices::openUrl)
{
}

void PictureActions::openUrl(const QUrl &url)
{
    if (!m_open(url)) {
        Q_EMIT problem(tr("The desktop knows no program that opens %1")
                           .arg(QDir::toNativeSeparators(url.toLocalFile())));
    }
}

void PictureActions::open(quint64 id)
{
    if (const Picture *picture = m_store->model()->find(id); picture && !picture->path.isEmpty())
        openUrl(QUrl::fromLocalFile(picture->path));
}

void PictureActions::look(quint64 id)
{
    const Picture *picture = m_store->model()->find(id);
    if (!picture)
        return;
    // What is on no disk yet, or perhaps never, is here.
    const QString path = picture->path;
    const QString name = QFileInfo(path.isEmpty() ? picture->name.path() : path).fileName();
    elsewhere(
        this,
        [path, data = picture->data] {
            if (!data.isEmpty())
                return thumbnail(data, longestEdge);
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? thumbnail(file.readAll(), longestEdge)
                                                  : QImage();
        },
        [this, name, call = ++m_look](const QImage &image) {
            if (call == m_look) // another one may be wanted by now
                showRead(image, name);
        });
}

void PictureActions::showRead(const QImage &image, const QString &name)
{
    if (image.isNull())
        Q_EMIT problem(tr("%1 cannot be shown: it has been removed, or is no picture that Holdfast "
                          "can read. \"Open\" in its menu tries another program.")
                           .arg(name));
    else
        Q_EMIT looked(image, name);
}

void PictureActions::lookAtLast()
{
    const QList<Picture> &pictures = m_store->model()->pictures();
    if (pictures.isEmpty())
        Q_EMIT problem(tr("There is no picture to be compared. S takes one."));
    else
        look(pictures.first().id);
}

void PictureActions::showFolderOf(quint64 id)
{
    if (const Picture *picture = m_store->model()->find(id); picture && !picture->path.isEmpty())
        openUrl(QUrl::fromLocalFile(QFileInfo(picture->path).path()));
}

void PictureActions::copyPath(quint64 id) const
{
    if (const Picture *picture = m_store->model()->find(id); picture && !picture->path.isEmpty())
        QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(picture->path));
}

void PictureActions::tryAgain(quint64 id)
{
    if (const Picture *picture = m_store->model()->find(id)) {
        PictureName name = picture->name;
        name.folder = m_settings->pictureFolder();
        m_store->tryAgain(id, name);
    }
}

void PictureActions::saveAs(quint64 id)
{
    const Picture *picture = m_store->model()->find(id);
    if (!picture)
        return;
    auto *dialog = new QFileDialog(m_window, tr("Save the picture as"), QDir::homePath());
    dialog->setObjectName(QStringLiteral("savePictureDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // nothing is ever overwritten
    dialog->setDefaultSuffix(picture->name.suffix);
    dialog->selectFile(QFileInfo(picture->name.path()).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this, id](const QString &path) {
        const Picture *chosen = m_store->model()->find(id);
        if (!chosen)
            return;
        const QFileInfo file(withSuffix(path, chosen->name.suffix));
        m_store->tryAgain(id, {file.path(), file.completeBaseName(), file.suffix()});
    });
    dialog->open();
}

void PictureActions::chooseFolder()
{
    auto *dialog =
        new QFileDialog(m_window, tr("Folder for pictures"), m_settings->pictureFolder());
    dialog->setObjectName(QStringLiteral("pictureFolderDialog"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, m_settings, &UserSettings::setPictureFolder);
    dialog->open();
}

void PictureActions::saveKept()
{
    for (const quint64 id : m_store->model()->kept())
        tryAgain(id);
}

} // namespace Holdfast
