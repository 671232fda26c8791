# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that are kept, as OpenFlexure's web app and game pad ask for them, list them, download them and remove them."""

from conftest import Microscope


def test_a_capture_is_listed_downloaded_and_removed(microscope: Microscope) -> None:
    output = microscope.run("camera/capture", {"capture_mode": "standard", "retain_image": True})
    blob = microscope.request("GET", output["href"])[2]
    cards = [card for card in microscope.read("gallery/list_data") if card["card_type"] == "Capture"]
    # The web app puts two slashes behind "data".
    found = {card["name"]: microscope.request("GET", f"data//{card['path']}") for card in cards}
    name = next(name for name, (status, _, data) in found.items() if status == 200 and data == blob)
    assert found[name][1]["Content-Type"] == "image/jpeg"
    card = next(card for card in cards if card["name"] == name)
    assert card["thumbnail_source"] == card["path"]
    status, _, _ = microscope.request("DELETE", card["delete_endpoint"])
    assert status == 204
    assert not (microscope.data / "camera" / name).exists()
    assert microscope.request("GET", f"data/{card['path']}")[0] == 404
    assert microscope.request("DELETE", card["delete_endpoint"])[0] == 400


def test_nothing_outside_the_folder_is_read_or_removed(microscope: Microscope) -> None:
    microscope.run("camera/capture")
    secret = microscope.data / "secret.jpeg"
    secret.write_bytes(b"secret")
    for path in ("../secret.jpeg", "..%2fsecret.jpeg", "%2e%2e/secret.jpeg", "%2e%2e%2fsecret.jpeg"):
        assert microscope.request("DELETE", f"camera/capture/{path}")[0] in (400, 404)
        assert microscope.request("GET", f"data/camera/{path}")[0] == 404
    assert secret.exists()


def test_all_captures_are_removed_at_once(microscope: Microscope) -> None:
    microscope.run("camera/capture")
    assert microscope.read("gallery/card_types") == ["Capture", "Scan"]
    microscope.run("gallery/delete_all_data", {"card_types": ["Capture"]})
    assert microscope.read("gallery/list_data") == []
