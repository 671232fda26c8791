// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/picture/picturesmodel.h"

#include "ui/base/text/format.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/theme/icon.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace Holdfast {

namespace {

QString fileName(const Picture &picture)
{
    return QFileInfo(picture.path.isEmpty() ? picture.name.path() : picture.path).fileName();
}

QString display(const Picture &picture)
{
    switch (picture.state) {
    case Picture::State::Saving:
        return PicturesModel::tr("saving \u2026");
    case Picture::State::NotSaved:
        return PicturesModel::tr("not saved");
    case Picture::State::Saved:
        break;
    }
    return Format::time(picture.taken);
}

QString details(const Picture &picture)
{
    QStringList lines {fileName(picture),
                       QLocale().toString(picture.taken.toLocalTime(), QLocale::LongFormat),
                       QLocale().formattedDataSize(picture.size)};
    if (!picture.problem.isEmpty())
        lines << picture.problem;
    return lines.join(u'\n');
}

} // namespace

PicturesModel::PicturesModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

int PicturesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_pictures.size());
}

QVariant PicturesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Picture &picture = m_pictures[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return display(picture);
    case Qt::DecorationRole:
        // As an icon, which the view makes as small as it wants; a pixmap it would cut off.
        return picture.thumbnail.isNull() ? toIcon(Icon::Snap) : QIcon(picture.thumbnail);
    case Qt::ToolTipRole:
        return plainToolTip(details(picture));
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(fileName(picture), display(picture));
    case IdRole:
        return picture.id;
    case PathRole:
        return picture.path;
    default:
        return {};
    }
}

int PicturesModel::rowOf(quint64 id) const
{
    const auto found = std::find_if(m_pictures.begin(), m_pictures.end(),
                                    [id](const Picture &picture) { return picture.id == id; });
    return found == m_pictures.end() ? -1 : int(found - m_pictures.begin());
}

const Picture *PicturesModel::find(quint64 id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_pictures[row];
}

int PicturesModel::unsaved() const
{
    return int(std::count_if(m_pictures.begin(), m_pictures.end(), [](const Picture &picture) {
        return picture.state == Picture::State::NotSaved && picture.kept.isEmpty();
    }));
}

QList<quint64> PicturesModel::kept() const
{
    QList<quint64> ids;
    for (const Picture &picture : m_pictures) {
        if (picture.state == Picture::State::NotSaved && !picture.kept.isEmpty())
            ids << picture.id;
    }
    return ids;
}

void PicturesModel::add(const Picture &picture)
{
    forgetOldest();
    beginInsertRows({}, 0, 0);
    m_pictures.prepend(picture);
    endInsertRows();
}

void PicturesModel::forgetOldest()
{
    if (m_pictures.size() < mostPictures)
        return;
    const auto oldest =
        std::find_if(m_pictures.rbegin(), m_pictures.rend(),
                     [](const Picture &picture) { return picture.state == Picture::State::Saved; });
    if (oldest == m_pictures.rend())
        return;
    const int row = int(m_pictures.rend() - oldest) - 1;
    beginRemoveRows({}, row, row);
    m_pictures.removeAt(row);
    endRemoveRows();
}

void PicturesModel::change(quint64 id, const std::function<void(Picture &)> &how)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    how(m_pictures[row]);
    Q_EMIT dataChanged(index(row), index(row));
}

} // namespace Holdfast
