// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#define SDL_MAIN_HANDLED // SDL has no part in how the program starts
#include <QString>

#include <SDL.h>
#include <variant>

namespace Holdfast {

//! \brief The functions of SDL 2 that gamepads need. The library is loaded when a gamepad is wanted, so that all others start
//! without it, and without the libraries for sound and graphics that it brings.
struct Sdl2
{
    //! Returns the functions; in a sentence why not.
    static std::variant<Sdl2, QString> load();

    decltype(&SDL_SetHint) setHint = nullptr;
    decltype(&SDL_Init) init = nullptr;
    decltype(&SDL_QuitSubSystem) quitSubSystem = nullptr;
    decltype(&SDL_GetError) getError = nullptr;
    decltype(&SDL_FlushEvents) flushEvents = nullptr;
    decltype(&SDL_NumJoysticks) numJoysticks = nullptr;
    decltype(&SDL_IsGameController) isGameController = nullptr;
    decltype(&SDL_GameControllerEventState) gameControllerEventState = nullptr;
    decltype(&SDL_GameControllerOpen) gameControllerOpen = nullptr;
    decltype(&SDL_GameControllerClose) gameControllerClose = nullptr;
    decltype(&SDL_GameControllerName) gameControllerName = nullptr;
    decltype(&SDL_GameControllerGetAttached) gameControllerGetAttached = nullptr;
    decltype(&SDL_GameControllerUpdate) gameControllerUpdate = nullptr;
    decltype(&SDL_GameControllerGetAxis) gameControllerGetAxis = nullptr;
    decltype(&SDL_GameControllerGetButton) gameControllerGetButton = nullptr;
};

} // namespace Holdfast
