// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Shows the state of the lock, as it changes. Everything from the server is put into the page as text,
// never as markup.
"use strict";

const silence = 12000; // milliseconds without an event: then the page is out of date, and the connection dead
const oldAfter = 8000; // the server sends an event at least every 5 s
const meta = (name) => document.querySelector(`meta[name="holdfast-${name}"]`).content;
const prefix = meta("prefix");
const streams = meta("streams").split(" ").filter(Boolean);
const at = (id) => document.getElementById(id);

let state = null; // the answer of GET /lock
let received = 0; // when the state came
let heard = 0; // when the latest event of any kind came
let source = null;
let opened = 0;
let refusals = [];

const clock = () => performance.now();

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className)
    element.className = className;
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// Changes a text only where it differs, so that screen readers and selections are not disturbed.
function say(element, text) {
  if (element.textContent !== text)
    element.textContent = text;
}

function show(element, text) {
  element.hidden = !text;
  say(element, text || "");
}

function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60)
    return `${seconds} s`;
  const two = (number) => String(number).padStart(2, "0");
  if (seconds < 3600)
    return `${Math.floor(seconds / 60)}:${two(seconds % 60)} min`;
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)} h`;
}

function timeOfDay(text) {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    return "";
  const isToday = time.toDateString() === new Date().toDateString();
  return isToday ? time.toLocaleTimeString([], {hourCycle: "h23"}) : time.toLocaleString([], {hourCycle: "h23"});
}

// Splits "tile scan (127.0.0.1:40112)" into name and address.
function apart(label) {
  const parts = /^(.*) \(([^()]*:\d+)\)$/s.exec(label ?? "");
  return parts ? [parts[1], parts[2]] : [label ?? "", ""];
}

async function ask(path, options = {}) {
  const answer = await fetch(prefix + path, {
    ...options, cache: "no-store", signal: AbortSignal.timeout(10000),
    headers: {"Holdfast-Client": "status page", ...options.headers},
  });
  let body = null;
  try {
    body = await answer.json();
  } catch {
    // The answer may have no body.
  }
  return {ok: answer.ok, status: answer.status, body};
}

// Fills a list. Each line is an array of its text and the smaller text below it.
function fill(list, lines) {
  const items = lines.map(([text, below]) => make("li", "", make("span", "", text, below ? make("small", "", below) : "")));
  list.replaceChildren(...items);
}

// The lock

function modeText(lock) {
  if (lock.mode === "stopped")
    return ["STOPPED: the lock refuses all requests", lock];
  if (lock.mode === "local_only")
    return ["LOCAL ONLY: the lock serves only the operator at the instrument", lock];
  return [lock.enabled === false ? "The lock is switched off" : "", null];
}

function showMode(lock) {
  const [text, by] = modeText(lock);
  const below = by && [by.mode_by && `by ${by.mode_by}`, by.mode_since && `since ${timeOfDay(by.mode_since)}`,
                       by.mode_reason && `“${by.mode_reason}”`].filter(Boolean).join(" ");
  at("mode").hidden = !text;
  at("mode").replaceChildren(text, below ? make("small", "", below) : "");
}

function remarksOf(owner) {
  const remarks = [];
  if (owner.stuck)
    remarks.push(["bad", "STUCK: the owner does not release the lock"]);
  if (owner.breaking)
    remarks.push(["bad", `Being broken by ${owner.breaking.by}: “${owner.breaking.reason}”`]);
  if (owner.warning)
    remarks.push(["bad", `Warning: ${owner.warning}`]);
  if (owner.lease)
    remarks.push(["", `Lease${owner.lease.note ? `: “${owner.lease.note}”` : ""}`]);
  for (const request of owner.asks ?? [])
    remarks.push(["", `${apart(request.by)[0]} asks for it: “${request.reason}”`]);
  return remarks.map(([kind, text]) => make("li", kind, text));
}

function showLock(lock) {
  const owner = lock.owner;
  const isRefusing = lock.mode !== "shared";
  at("lock").className = `card lock ${owner ? "held" : "free"} ${isRefusing ? "refusing" : ""}`;
  showMode(lock);
  const free = isRefusing ? "○ NOT IN USE" : "○ FREE";
  say(at("state"), owner ? "● IN USE" : free);
  const [name, address] = apart(owner?.label);
  show(at("owner"), name);
  show(at("address"), address);
  show(at("operation"), owner && (owner.operation || "nothing at the moment"));
  const hasProgress = owner && owner.progress !== null && owner.progress !== undefined;
  at("progress").hidden = !hasProgress;
  if (hasProgress) {
    at("progress").firstElementChild.value = owner.progress;
    say(at("progress").lastElementChild, `${Math.round(owner.progress)} %`);
  }
  at("remarks").replaceChildren(...(owner ? remarksOf(owner) : []));
  say(at("said"), `${modeText(lock)[0]} ${owner ? `The lock is in use by ${name}.` : "The lock is free."}`);
  document.title = `${isRefusing ? "■ " : ""}${owner ? `● ${name}` : "○ free"} · Holdfast`;
}

function showQueue(queue) {
  const items = queue.map((waiter) => {
    const [name, address] = apart(waiter.label);
    const below = make("small", "", [waiter.operation, address].filter(Boolean).join(" · "));
    const waited = make("small", "", "");
    waited.dataset.since = waiter.waited_ms;
    return make("li", "", make("span", "place", `${waiter.position}.`), make("span", "", name, below, waited));
  });
  at("queue").replaceChildren(...items);
  at("queue-empty").hidden = queue.length > 0;
  say(at("queue-count"), String(queue.length));
}

function showLeases(leases) {
  at("leases-card").hidden = leases.length === 0;
  fill(at("leases"), leases.map((lease) => {
    const [name, address] = apart(lease.label);
    const parts = [lease.state, address, lease.note && `“${lease.note}”`, lease.operation];
    if (typeof lease.expires_in_ms === "number")
      parts.push(`ends in ${duration(lease.expires_in_ms)} unless it is used`);
    return [name, parts.filter(Boolean).join(" · ")];
  }));
}

function showTimes() {
  if (!state)
    return;
  const age = clock() - received;
  show(at("elapsed"), state.owner ? duration(state.owner.held_ms + age) : "");
  for (const waited of at("queue").querySelectorAll("[data-since]"))
    say(waited, `waits for ${duration(Number(waited.dataset.since) + age)}`);
}

function take(lock) {
  if (state?.mode === "stopped" && lock.mode !== "stopped")
    say(at("stop-note"), "");
  state = lock;
  received = clock();
  showLock(lock);
  showQueue(lock.queue);
  showLeases(lock.leases ?? []);
  showTimes();
  soon.run();
}

function takeRefusal(refusal) {
  refusals = [refusal, ...refusals].slice(0, 6);
  at("refused-card").hidden = false;
  const why = {busy: "the lock was taken", stopped: "everything is stopped", local_only: "local only",
               queue_full: "the line was full"};
  fill(at("refused"), refusals.map((each) => [
    each.label, [timeOfDay(each.at), each.operation, why[each.reason] ?? each.reason.replaceAll("_", " ")].filter(Boolean).join(" · ")]));
}

// Data that is not in the stream is polled, and fetched soon after each change.

const soon = {
  timer: 0, isBusy: false,
  run(wait = 150) {
    if (!this.timer)
      this.timer = setTimeout(() => this.now(), wait);
  },
  async now() {
    this.timer = 0;
    if (this.isBusy || document.hidden)
      return;
    this.isBusy = true;
    try {
      await showRunning();
      await showHistory();
      await showLab();
    } catch {
      // The stream shows when the server cannot be reached.
    }
    this.isBusy = false;
  },
};

async function showRunning() {
  const {ok, body} = await ask("/action_invocations?active=true");
  if (!ok || !Array.isArray(body))
    return;
  const focused = document.activeElement?.dataset.cancels;
  at("running").replaceChildren(...body.map((invocation) => {
    const name = invocation.action.slice(prefix.length + 1).replaceAll("/", ".");
    const button = make("button", "", "Cancel");
    button.type = "button";
    button.setAttribute("aria-label", `Cancel ${name} of ${invocation.by}`);
    button.dataset.cancels = invocation.id;
    button.addEventListener("click", () => cancel(invocation.id, name, button));
    const doing = invocation.status === "pending" ? `waits, place ${invocation.queuePosition}` : invocation.status;
    const progress = typeof invocation.progress === "number" ? `${Math.round(invocation.progress)} %` : "";
    const below = [invocation.by, doing, progress, invocation.progressMessage].filter(Boolean).join(" · ");
    return make("li", "", make("span", "", name, make("small", "", below)), button);
  }));
  if (focused)
    at("running").querySelector(`[data-cancels="${CSS.escape(focused)}"]`)?.focus();
  at("running-empty").hidden = body.length > 0;
  say(at("running-count"), String(body.length));
}

async function cancel(id, name, button) {
  button.disabled = true;
  try {
    const {ok, body} = await ask(`/action_invocations/${id}`, {method: "DELETE"});
    say(at("running-note"), ok ? `${name} was asked to end.` : String(body?.detail ?? `${name} could not be cancelled.`));
  } catch {
    say(at("running-note"), `${name}: the server does not answer.`);
  }
  soon.run();
}

let hasHistory = true;

async function showHistory() {
  if (!hasHistory)
    return;
  const {ok, status, body} = await ask("/lock/history?limit=8");
  hasHistory = status !== 404;
  const entries = ok && Array.isArray(body?.entries) ? body.entries : [];
  at("history-card").hidden = entries.length === 0;
  const plain = (word) => String(word ?? "").replaceAll("_", " ");
  fill(at("history"), entries.map((entry) => {
    const short = (held) => (held < 10000 ? `${(held / 1000).toFixed(1)} s` : duration(held));
    const held = typeof entry.held_ms === "number" ? `for ${short(entry.held_ms)}` : "";
    const parts = [timeOfDay(entry.at), [plain(entry.kind), plain(entry.how)].filter(Boolean).join(", "), entry.operation, held,
                   entry.other && `(${entry.other})`, entry.reason && `“${entry.reason}”`];
    return [entry.who ?? "Holdfast", parts.filter(Boolean).join(" · ")];
  }));
}

// The lab, where the station takes part in one

let hasLab = true;

function labStateText(lab) {
  const since = lab.since ? ` since ${timeOfDay(lab.since)}` : "";
  const why = lab.problem ? ` (${lab.problem})` : "";
  switch (lab.connection) {
  case "connected":
    return `${lab.station} is in the lab ${lab.lab}.`;
  case "unreachable":
    return `⚠ The lab ${lab.lab} has been unreachable${since}${why}. What is shared is closed; local Things work. Below is what was known last.`;
  case "name_taken":
    return `⚠ Another station of the lab ${lab.lab} has the name ${lab.station}.`;
  default:
    return `${lab.station} is about to enter the lab ${lab.lab}${why}.`;
  }
}

function labTicketText(ticket) {
  const who = ticket.station ? `${apart(ticket.label)[0]} at ${ticket.station}` : "a ticket that is not known";
  return ticket.own ? `${who} (this station)` : who;
}

function labResourceLine(resource) {
  const owner = resource.owner;
  const head = `${owner ? "●" : "○"} ${resource.title || resource.name}: ${owner ? labTicketText(owner) : "free"}`;
  const parts = [owner?.operation, owner?.owned_since && `since ${timeOfDay(owner.owned_since)}`,
                 resource.off && `off the lab by ${resource.off.by}: “${resource.off.reason}”`,
                 ...resource.queue.map((waiter) => `${waiter.position}. ${labTicketText(waiter)}`)];
  return [head, parts.filter(Boolean).join(" · ")];
}

function labStationLine(station) {
  const lock = station.lock;
  const head = `${station.name}${station.own ? " (this station)" : ""}`;
  if (!station.present)
    return [head, `silent${station.since ? `, last seen ${timeOfDay(station.since)}` : ""}`];
  if (!lock)
    return [head, "present"];
  if (lock.mode === "stopped")
    return [`■ ${head}`, `STOPPED${lock.mode_by ? ` by ${lock.mode_by}` : ""}${lock.mode_reason ? `: “${lock.mode_reason}”` : ""}`];
  const parts = [lock.held ? `in use by ${apart(lock.owner)[0]}` : "free", lock.operation,
                 lock.waiting > 0 && `${lock.waiting} waiting`];
  return [head, parts.filter(Boolean).join(" · ")];
}

async function showLab() {
  if (!hasLab)
    return;
  const {ok, status, body} = await ask("/lab");
  hasLab = status !== 404;
  const lab = ok && Array.isArray(body?.resources) ? body : null;
  at("lab-card").hidden = !lab;
  if (!lab)
    return;
  say(at("lab-state"), labStateText(lab));
  fill(at("lab-resources"), lab.resources.map(labResourceLine));
  fill(at("lab-stations"), lab.stations.map(labStationLine));
}

// The connection to the server

function hear() {
  heard = clock();
}

function connect() {
  source?.close();
  opened = clock();
  source = new EventSource(`${prefix}/lock/events`);
  source.onopen = () => {
    hear();
    hasHistory = true;
    hasLab = true;
    startPictures();
    soon.run();
  };
  source.onmessage = (event) => {
    hear();
    take(JSON.parse(event.data));
  };
  source.addEventListener("alive", hear);
  source.addEventListener("refused", (event) => takeRefusal(JSON.parse(event.data)));
}

function showLink() {
  const quiet = clock() - heard;
  const isOld = !heard || quiet > oldAfter || source.readyState !== EventSource.OPEN;
  const link = at("link");
  document.body.classList.toggle("is-old", heard > 0 && isOld);
  link.className = `link ${isOld ? (heard ? "old" : "waiting") : "live"}`;
  say(link.querySelector(".sign"), isOld ? (heard ? "⚠" : "…") : "✔");
  say(at("link-text"), isOld ? (heard ? `OLD: last heard ${duration(quiet)} ago` : "connecting") : "live");
}

function beat() {
  const silent = clock() - Math.max(heard, opened);
  // A browser does not reconnect after an error response, and does not notice a dead connection.
  if (silent > silence || (source.readyState === EventSource.CLOSED && clock() - opened > 2000))
    connect();
  showLink();
  showTimes();
}

// Pictures, while the page is visible

let picturesFailed = 0;

function startPictures() {
  const picture = at("picture");
  if (streams.length === 0 || document.hidden)
    return;
  at("view").hidden = false;
  picture.src = `${streams[0]}?${Date.now()}`;
}

at("picture").addEventListener("error", () => {
  at("view-note").hidden = false;
  clearTimeout(picturesFailed);
  picturesFailed = setTimeout(startPictures, 3000);
});
at("picture").addEventListener("load", () => {
  at("view-note").hidden = true;
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    at("picture").removeAttribute("src");
    return;
  }
  startPictures();
  soon.run(0);
});

// Stop: two taps

const stop = {
  button: at("stop"), timer: 0, armed: 0,
  press() {
    if (!this.timer)
      return this.arm();
    if (clock() - this.armed < 300) // a double tap by accident counts as one
      return undefined;
    this.disarm();
    return this.send();
  },
  arm() {
    this.button.classList.add("armed");
    say(this.button, "Tap again to STOP everything");
    this.armed = clock();
    this.timer = setTimeout(() => this.disarm(), 5000);
  },
  disarm() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.button.classList.remove("armed");
    say(this.button, "STOP everything");
  },
  async send() {
    say(at("stop-note"), "Stopping …");
    try {
      const {ok, body} = await ask("/stop", {
        method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({reason: "from the status page"}),
      });
      const late = (body?.things ?? []).filter((thing) => thing.outcome !== "stopped").map((thing) => thing.thing);
      const all = ok && body?.complete ? "Everything stands still." : `NOT everything stands still: ${late.join(", ") || "see the instrument"}.`;
      say(at("stop-note"), `${all} Clear the stop at the instrument: in its window, or with holdfastctl clear-stop.`);
    } catch {
      say(at("stop-note"), "The server does NOT ANSWER. Stop the instrument by hand.");
    }
    soon.run();
  },
};
stop.button.addEventListener("click", () => stop.press());

connect();
showLink();
setInterval(beat, 1000);
setInterval(() => soon.run(0), 3000);
