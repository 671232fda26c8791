// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gamepad/sdl2.h"

#include "ui/base/text/translated.h"

#include <QLibrary>

#include <type_traits>

namespace Holdfast {

namespace {

QString notThere()
{
    return tr("Gamepads need the library SDL 2, which is in the package libsdl2-2.0-0.");
}

QString tooOld()
{
    return tr("The library SDL 2 of this computer is too old for gamepads.");
}

} // namespace

std::variant<Sdl2, QString> Sdl2::load()
{
    QLibrary library(QStringLiteral("SDL2-2.0"), 0);
    library.setLoadHints(QLibrary::PreventUnloadHint);
    if (!library.load())
        return notThere();
    Sdl2 sdl;
    bool isWhole = true;
    const auto resolve = [&](auto &function, const char *name) {
        function =
            reinterpret_cast<std::remove_reference_t<decltype(function)>>(library.resolve(name));
        isWhole = isWhole && function;
    };
    resolve(sdl.setHint, "SDL_SetHint");
    resolve(sdl.init, "SDL_Init");
    resolve(sdl.quitSubSystem, "SDL_QuitSubSystem");
    resolve(sdl.getError, "SDL_GetError");
    resolve(sdl.flushEvents, "SDL_FlushEvents");
    resolve(sdl.numJoysticks, "SDL_NumJoysticks");
    resolve(sdl.isGameController, "SDL_IsGameController");
    resolve(sdl.gameControllerEventState, "SDL_GameControllerEventState");
    resolve(sdl.gameControllerOpen, "SDL_GameControllerOpen");
    resolve(sdl.gameControllerClose, "SDL_GameControllerClose");
    resolve(sdl.gameControllerName, "SDL_GameControllerName");
    resolve(sdl.gameControllerGetAttached, "SDL_GameControllerGetAttached");
    resolve(sdl.gameControllerUpdate, "SDL_GameControllerUpdate");
    resolve(sdl.gameControllerGetAxis, "SDL_GameControllerGetAxis");
    resolve(sdl.gameControllerGetButton, "SDL_GameControllerGetButton");
    if (!isWhole)
        return tooOld();
    return sdl;
}

} // namespace Holdfast
