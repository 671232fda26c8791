// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/readablefile.h"

#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace Holdfast {

namespace {

// Opening a pipe for reading would wait for its writer.
constexpr int s_flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

bool isStep(const QString &step)
{
    return !step.isEmpty() && !step.startsWith(u'.') && !step.contains(u'/')
           && !step.contains(QChar::Null);
}

//! \brief Closes a descriptor at the end of its scope.
class Descriptor
{
public:
    explicit Descriptor(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~Descriptor() { reset(-1); }
    Q_DISABLE_COPY_MOVE(Descriptor)

    bool isOpen() const { return m_descriptor >= 0; }
    int get() const { return m_descriptor; }
    void reset(int descriptor)
    {
        if (isOpen())
            ::close(m_descriptor);
        m_descriptor = descriptor;
    }
    int release() { return std::exchange(m_descriptor, -1); }

private:
    int m_descriptor;
};

} // namespace

ReadableFile::ReadableFile(int descriptor, QString name)
    : m_descriptor(descriptor)
    , m_name(std::move(name))
{
}

ReadableFile::~ReadableFile()
{
    ::close(m_descriptor);
}

std::shared_ptr<const ReadableFile> ReadableFile::take(int descriptor, const QString &name)
{
    if (descriptor < 0)
        return nullptr;
    const std::shared_ptr<ReadableFile> file(new ReadableFile(descriptor, name));
    struct stat status
    {
    };
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return nullptr;
    file->m_size = status.st_size;
    file->m_version = QByteArray::number(quint64(status.st_ino), 16) + '-'
                      + QByteArray::number(qint64(status.st_mtim.tv_sec), 16) + '-'
                      + QByteArray::number(qint64(status.st_mtim.tv_nsec), 16) + '-'
                      + QByteArray::number(qint64(status.st_size), 16);
    return file;
}

std::shared_ptr<const ReadableFile> ReadableFile::open(const QString &path)
{
    return take(::open(QFile::encodeName(path).constData(), s_flags), QFileInfo(path).fileName());
}

std::shared_ptr<const ReadableFile> ReadableFile::openBelow(const QString &folder,
                                                            const QStringList &steps)
{
    if (steps.isEmpty() || !std::all_of(steps.cbegin(), steps.cend(), isStep))
        return nullptr;
    Descriptor place(::open(QFile::encodeName(folder).constData(),
                            O_PATH | O_DIRECTORY | O_CLOEXEC)); // the folder itself may be a link
    for (qsizetype i = 0; place.isOpen() && i + 1 < steps.size(); ++i)
        place.reset(::openat(place.get(), QFile::encodeName(steps[i]).constData(),
                             O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!place.isOpen())
        return nullptr;
    return take(
        ::openat(place.get(), QFile::encodeName(steps.last()).constData(), s_flags | O_NOFOLLOW),
        steps.last());
}

QByteArray ReadableFile::mediaType() const
{
    const QMimeDatabase database;
    return database.mimeTypeForFile(m_name, QMimeDatabase::MatchExtension).name().toLatin1();
}

QByteArray ReadableFile::read(qint64 first, qint64 count) const
{
    const qint64 length = std::clamp<qint64>(m_size - first, 0, count);
    QByteArray bytes(length, Qt::Uninitialized);
    qint64 done = 0;
    while (done < length) {
        const ssize_t got =
            ::pread(m_descriptor, bytes.data() + done, size_t(length - done), first + done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throw std::system_error(errno, std::generic_category(), "The file cannot be read");
        if (got == 0)
            break;
        done += got;
    }
    bytes.truncate(done);
    return bytes;
}

} // namespace Holdfast
