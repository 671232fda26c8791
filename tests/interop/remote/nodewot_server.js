// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A lamp of node-wot's, to be put behind Holdfast. Usage: nodewot_server.js FOLDER PORT; its packages are in FOLDER.

const { createRequire } = require("node:module");

const [folder, port] = process.argv.slice(2);
const fromFolder = createRequire(`${folder}/`);
const { Servient } = fromFolder("@node-wot/core");
const { HttpServer } = fromFolder("@node-wot/binding-http");

async function serve() {
    let brightness = 10;
    const servient = new Servient();
    servient.addServer(new HttpServer({ address: "127.0.0.1", port: Number(port) }));
    const wot = await servient.start();
    const lamp = await wot.produce({
        title: "lamp",
        properties: { brightness: { type: "integer", minimum: 0, maximum: 100, observable: true } },
        actions: {
            fade: { input: { type: "integer" }, output: { type: "integer" } },
            fail: {},
        },
    });
    lamp.setPropertyReadHandler("brightness", async () => brightness);
    lamp.setPropertyWriteHandler("brightness", async (input) => {
        brightness = await input.value();
    });
    lamp.setActionHandler("fade", async (input) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        brightness = await input.value();
        return brightness;
    });
    lamp.setActionHandler("fail", async () => {
        throw new Error("the lamp is broken");
    });
    await lamp.expose();
}

serve();
