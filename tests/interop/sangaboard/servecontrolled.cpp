// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/operatorwindow.h"
#include "app/program.h"
#include "core/session/session.h"

#include <QCoreApplication>

#include <optional>

namespace {

using namespace Holdfast;

//! A window whose operator takes control as soon as it is open. It shows nothing.
class TakingWindow : public OperatorWindow
{
public:
    void open(const Surroundings &surroundings) override
    {
        m_session.emplace(surroundings.station,
                          Principal {Principal::Kind::Operator, QStringLiteral("operator"), {}});
        m_control.emplace(m_session->lock().takeControl(QStringLiteral("changing the sample")));
    }
    void setServerAddress(const QUrl &, const QString &) override { }
    void setServerProblem(const QString &, quint16) override { }
    QStringList endNow(std::chrono::milliseconds) override
    {
        m_control.reset();
        m_session.reset();
        return {};
    }
    QStringList keepPictures(std::chrono::milliseconds) const override { return {}; }
    void setNeighbour(const QUrl &) override { }
    void openFailure(const QString &, const QString &) override { }
    void openStart(const StartOffer &) override { }
    void showStartProblem(const QString &) override { }

private:
    std::optional<Session> m_session;
    std::optional<Reply<void>> m_control;
};

} // namespace

// Is `holdfast` with an operator who has control, for tests of clients.
int main(int argc, char **argv)
{
    constexpr WindowMaker window {
        [](int &count, char **arguments) -> std::unique_ptr<QCoreApplication> {
            return std::make_unique<QCoreApplication>(count, arguments);
        },
        []() -> std::unique_ptr<OperatorWindow> { return std::make_unique<TakingWindow>(); }};
    qputenv("QT_QPA_PLATFORM", "offscreen"); // a window without a display is refused
    return runProgram(argc, argv, &window);
}
