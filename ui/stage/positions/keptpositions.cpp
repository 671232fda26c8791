// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/positions/keptpositions.h"

#include "core/base/stagedfile.h"
#include "core/base/statefolder.h"
#include "ui/base/elsewhere.h"
#include "ui/base/wholefile.h"
#include "ui/stage/positions/positionsmodel.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>

#include <chrono>
#include <mutex>
#include <optional>
#include <utility>

namespace Holdfast {

namespace {

Q_LOGGING_CATEGORY(positionsLog, "holdfast.window")

QString pathInState(const QString &name)
{
    return stateFolder() + QStringLiteral("/holdfast/positions/") + name;
}

} // namespace

//! \brief What was in the file.
struct KeptPositions::Read
{
    PositionList list {};
    QString problem {};     //!< why the list is empty, in a sentence
    bool mayReplace = true; //!< the file is gone, or has been read
};

//! \brief The positions that are not on the disk yet, for the thread that writes them and the one that changes them.
class KeptPositions::Unwritten
{
public:
    void set(const PositionList &list, const StageFrame &frame)
    {
        const std::lock_guard lock(m_mutex);
        m_next = {list, frame};
    }
    //! Writes them; keeps those that could not be written.
    QString write(const QString &file, const Write &how)
    {
        const std::lock_guard oneAtATime(m_writing); // or an older list might be the last
        const std::optional<Next> next = take();
        if (!next)
            return {};
        makeFolder(QFileInfo(file).path()); // if that fails, writing says why
        const QString problem = how(file, next->list.toText(next->frame));
        if (!problem.isEmpty())
            putBack(*next);
        return problem;
    }

private:
    struct Next
    {
        PositionList list;
        StageFrame frame;
    };

    std::optional<Next> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_next, {});
    }
    void putBack(const Next &next)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_next)
            m_next = next;
    }

    std::mutex m_writing;
    std::mutex m_mutex; //!< never held for longer than it takes to copy
    std::optional<Next> m_next;
};

KeptPositions::KeptPositions(const QString &file, const QString &unit, PositionsModel *model,
                             QObject *parent, Write write)
    : QObject(parent)
    , m_file(file)
    , m_unit(unit)
    , m_model(model)
    , m_write(write ? std::move(write) : Write(writeWholeFile))
    , m_unwritten(std::make_shared<Unwritten>())
{
    constexpr std::chrono::milliseconds pause {200}; // of many changes one file
    m_soon.setSingleShot(true);
    m_soon.setInterval(pause);
    connect(&m_soon, &QTimer::timeout, this, &KeptPositions::write);
    connect(model, &PositionsModel::positionsChanged, this, &KeptPositions::note);
    elsewhere(
        this, [file, unit] { return read(file, unit); }, [this](const Read &read) { take(read); });
}

KeptPositions::~KeptPositions()
{
    keepNow();
}

QString KeptPositions::fileFor(const QString &configuration)
{
    if (configuration.isEmpty())
        return pathInState(QStringLiteral("simulated.json"));
    // Configurations in two folders may have the same name.
    const QByteArray hash =
        QCryptographicHash::hash(configuration.toUtf8(), QCryptographicHash::Sha256).toHex();
    constexpr int letters = 12;
    return pathInState(QStringLiteral("%1-%2.json")
                           .arg(QFileInfo(configuration).completeBaseName(),
                                QString::fromLatin1(hash.first(letters))));
}

KeptPositions::Read KeptPositions::read(const QString &file, const QString &unit)
{
    constexpr qint64 largest = 10'000'000;
    QFile opened(file);
    if (!opened.exists())
        return {};
    const QString shown = QDir::toNativeSeparators(file);
    if (!opened.open(QIODevice::ReadOnly))
        return {.problem = tr("The positions of the last run could not be read from %1, and those "
                              "of this run are not kept: %2.")
                               .arg(shown, opened.errorString()),
                .mayReplace = false};
    auto parsed = PositionList::fromText(opened.read(largest));
    QString flaw;
    if (const auto *problem = std::get_if<QString>(&parsed))
        flaw = *problem;
    else if (std::get<PositionList>(parsed).unit != unit)
        flaw = tr("They are counted in another unit than those of this stage.");
    if (flaw.isEmpty())
        return {.list = std::get<PositionList>(std::move(parsed))};
    const QString aside =
        file + QStringLiteral(".bad-")
        + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMddTHHmmsszzz"));
    const bool isAside = !moveFile(file, aside);
    return {.problem = isAside
                           ? tr("The positions of the last run could not be used. %1 The file is "
                                "now %2")
                                 .arg(flaw, QDir::toNativeSeparators(aside))
                           : tr("The positions of the last run in %1 could not be used, and those "
                                "of this run are not kept. %2")
                                 .arg(shown, flaw),
            .mayReplace = isAside};
}

void KeptPositions::take(const Read &read)
{
    if (!read.problem.isEmpty())
        Q_EMIT said(read.problem);
    m_isTaking = true;
    m_model->append(read.list.positions);
    m_isTaking = false;
    m_isRead = read.mayReplace;
    // What was marked meanwhile.
    if (m_model->rowCount() > read.list.positions.size())
        note();
}

void KeptPositions::note()
{
    if (!m_isRead || m_isTaking)
        return;
    const QList<NamedPosition> &positions = m_model->positions();
    // As long as the stage has not said how it counts, what the positions say about that is kept.
    StageFrame frame = m_model->frame();
    if (frame == StageFrame() && !positions.isEmpty())
        frame = positions.first().place.frame;
    m_unwritten->set({.unit = m_unit, .positions = positions}, frame);
    if (!m_soon.isActive())
        m_soon.start();
}

void KeptPositions::write()
{
    elsewhere(
        this,
        [unwritten = m_unwritten, file = m_file, write = m_write] {
            return unwritten->write(file, write);
        },
        [this](const QString &problem) {
            if (!problem.isEmpty())
                Q_EMIT said(tr("The positions could not be kept in %1. %2")
                                .arg(QDir::toNativeSeparators(m_file), problem));
        });
}

void KeptPositions::keepNow()
{
    if (const QString problem = m_unwritten->write(m_file, m_write); !problem.isEmpty())
        qCWarning(positionsLog, "The positions could not be kept in %s: %s", qUtf8Printable(m_file),
                  qUtf8Printable(problem));
}

} // namespace Holdfast
