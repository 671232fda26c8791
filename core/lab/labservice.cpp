// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labservice.h"

#include "core/lab/service/labdesk.h"

#include <QSemaphore>
#include <QTimer>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

// A lock that is taken and released often is looked at no more often than that.
constexpr std::chrono::milliseconds s_beforeLook {100};

LabSituation beginningOf(const LabOptions &options)
{
    return {.lab = options.lab,
            .station = options.station,
            .connectionSince = QDateTime::currentDateTimeUtc()};
}

} // namespace

LabService::LabService(LabSetup setup, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_board(std::make_shared<LabBoard>())
{
    for (const LabShare &share : m_setup.shares) {
        for (const QString &thing : share.things)
            m_resources[thing] << share.resource;
    }
    m_board->set(beginningOf(m_setup.options), {});
    m_thread.setObjectName(QStringLiteral("lab"));
}

LabService::~LabService()
{
    stop();
}

void LabService::start()
{
    if (m_thread.isRunning())
        return;
    LabSituation known = m_board->situation();
    known.memory.restore(LabStationsFile(m_setup.stationsFile).read());
    m_board->set(known, {});
    m_thread.start();
    // The parts of the agent belong to the thread in which they are made.
    auto *maker = new QObject;
    maker->moveToThread(&m_thread);
    LabDesk *desk = nullptr;
    QMetaObject::invokeMethod(
        maker, [&] { desk = new LabDesk(m_setup, m_board); }, Qt::BlockingQueuedConnection);
    connect(&m_thread, &QThread::finished, maker, &QObject::deleteLater);
    connect(&m_thread, &QThread::finished, desk, &QObject::deleteLater);
    connect(desk, &LabDesk::changed, this, &LabService::changed, Qt::DirectConnection);
    {
        const std::lock_guard lock(m_mutex);
        m_desk = desk;
        m_validity = desk->agent().validity();
    }
    post([](LabDesk &each) { each.agent().start(); });
    lockChanged();
}

bool LabService::stop(std::chrono::milliseconds limit)
{
    const auto stopped = std::make_shared<QSemaphore>();
    post([stopped](LabDesk &desk) {
        connect(&desk.agent(), &LabAgent::stopped, &desk, [stopped] { stopped->release(); });
        desk.agent().stop();
    });
    {
        const std::lock_guard lock(m_mutex);
        if (!std::exchange(m_desk, nullptr))
            return true;
    }
    const bool isTold = stopped->tryAcquire(1, static_cast<int>(limit.count()));
    m_thread.quit();
    m_thread.wait();
    return isTold;
}

const LabShare *LabService::share(const QString &resource) const
{
    const auto found =
        std::find_if(m_setup.shares.begin(), m_setup.shares.end(),
                     [&](const LabShare &share) { return share.resource == resource; });
    return found == m_setup.shares.end() ? nullptr : &*found;
}

LabSituation LabService::situation() const
{
    return m_board->situation();
}

LabFigures LabService::figures() const
{
    return m_board->figures();
}

bool LabService::isSafe() const
{
    const auto validity = this->validity();
    return validity && validity->isSafe();
}

bool LabService::isEndangered() const
{
    const auto validity = this->validity();
    return !validity || validity->isEndangered();
}

std::shared_ptr<LabPlace> LabService::request(const LabRequest &request, LabHooks hooks,
                                              std::optional<std::chrono::milliseconds> wait)
{
    const auto place = std::make_shared<LabPlace>(
        QUuid::createUuid().toString(QUuid::WithoutBraces), request, std::move(hooks));
    post([place, wait](LabDesk &desk) { desk.request(place, wait); });
    return place;
}

void LabService::release(const std::shared_ptr<LabPlace> &place)
{
    post([place](LabDesk &desk) { desk.release(place); });
}

void LabService::giveWay(const std::shared_ptr<LabPlace> &place)
{
    post([place](LabDesk &desk) { desk.agent().giveWay(place->id()); });
}

void LabService::read(const std::function<void()> &then)
{
    const bool isPosted =
        post([then](LabDesk &desk) { desk.agent().read([then](bool) { then(); }); });
    if (!isPosted)
        then();
}

void LabService::callIn(std::chrono::milliseconds time, std::function<void()> call)
{
    post([time, call = std::move(call)](LabDesk &desk) { QTimer::singleShot(time, &desk, call); });
}

void LabService::breakOwner(const QString &resource, qint64 token, const LabNotice &notice)
{
    post([resource, token, notice](LabDesk &desk) {
        desk.agent().breakOwner(resource, token, notice);
    });
}

void LabService::follow(std::function<LabStationLock()> look)
{
    {
        const std::lock_guard lock(m_lookMutex);
        m_look = std::move(look);
    }
    lockChanged();
}

void LabService::lockChanged()
{
    if (m_isLookDue.exchange(true))
        return;
    const bool isPosted = post([this](LabDesk &desk) {
        QTimer::singleShot(s_beforeLook, &desk, [this, &desk] { look(desk); });
    });
    if (!isPosted)
        m_isLookDue = false;
}

void LabService::look(LabDesk &desk)
{
    m_isLookDue = false; // what changes from now on is looked at again
    const std::lock_guard lock(m_lookMutex);
    if (m_look)
        desk.agent().tell(m_look());
}

void LabService::tellAddress(const QString &url, const QString &fingerprint)
{
    post([url, fingerprint](LabDesk &desk) { desk.agent().tellAddress(url, fingerprint); });
}

bool LabService::post(std::function<void(LabDesk &)> call)
{
    const std::lock_guard lock(m_mutex);
    LabDesk *const desk = m_desk;
    return desk
           && QMetaObject::invokeMethod(
               desk, [desk, call = std::move(call)] { call(*desk); }, Qt::QueuedConnection);
}

std::shared_ptr<const LabValidity> LabService::validity() const
{
    const std::lock_guard lock(m_mutex);
    return m_validity;
}

} // namespace Holdfast
