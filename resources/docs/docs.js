// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Shows /openapi.json, and lets its reader try every operation. Everything from the server is put into
// the page as text, never as markup.
"use strict";

const methods = ["get", "put", "post", "delete"];
let api = {};

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
}

function resolved(object) {
  let found = object;
  for (let hops = 0; found && found.$ref && hops < 10; ++hops)
    found = found.$ref.slice(2).split("/").reduce((at, key) => at?.[key], api);
  return found ?? {};
}

// A nullable value is "oneOf" of itself and null.
function withoutNull(schema) {
  const real = resolved(schema);
  return resolved(real.oneOf?.find((option) => option.type !== "null") ?? real);
}

function hintOf(schema, own) {
  const limits = [];
  if (own.minimum !== undefined || own.maximum !== undefined)
    limits.push(`${own.minimum ?? "…"} to ${own.maximum ?? "…"}`);
  if (own.maxLength !== undefined)
    limits.push(`at most ${own.maxLength} characters`);
  const unit = schema["x-unit"] ?? own["x-unit"];
  return [schema.description, own.type, limits.join(", "), unit && `in ${unit}`].filter(Boolean).join(" · ");
}

function sample(schema) {
  const own = withoutNull(schema);
  if (resolved(schema).default !== undefined)
    return resolved(schema).default;
  if (own.enum)
    return own.enum[0];
  if (own.type === "object")
    return Object.fromEntries(Object.entries(own.properties ?? {}).map(([name, member]) => [name, sample(member)]));
  return {integer: 0, number: 0, string: "", boolean: false, array: []}[own.type] ?? null;
}

// A field for one value. read() returns undefined when the field is empty, and throws when its text is
// not valid.
function field(name, schema, required) {
  const real = resolved(schema);
  const own = withoutNull(schema);
  const initial = real.default;
  let input;
  let read;
  if (own.enum) {
    const options = required ? own.enum : ["", ...own.enum];
    input = make("select", {}, ...options.map((word) => make("option", {value: word}, String(word))));
    if (initial !== undefined)
      input.value = initial;
    read = () => (input.value === "" ? undefined : input.value);
  } else if (own.type === "boolean") {
    input = make("input", {type: "checkbox"});
    input.checked = initial === true;
    read = () => input.checked;
  } else if (own.type === "integer" || own.type === "number") {
    input = make("input", {type: "number", step: own.type === "integer" ? 1 : "any", min: own.minimum,
                           max: own.maximum, required, value: initial});
    read = () => (input.value === "" ? undefined : Number(input.value));
  } else if (own.type === "string") {
    input = make("input", {type: "text", maxlength: own.maxLength, value: initial});
    read = () => (input.value === "" && !required ? undefined : input.value);
  } else {
    input = make("textarea", {rows: 3, spellcheck: "false"});
    input.value = required ? JSON.stringify(sample(schema)) : "";
    read = () => (input.value.trim() === "" ? undefined : JSON.parse(input.value));
  }
  const label = make("label", {class: input.tagName === "TEXTAREA" ? "wide" : undefined},
                     required ? `${name} *` : name, input, make("small", {}, hintOf(real, own)));
  return {label, read};
}

// The fields of a body: one for each member of an object, otherwise one for the whole.
function bodyFields(operation) {
  const schema = operation.requestBody?.content?.["application/json"]?.schema;
  if (!schema)
    return undefined;
  const own = withoutNull(schema);
  const required = operation.requestBody.required === true;
  const isForm = own.type === "object" && own.properties && methods.indexOf(operation.method) > 0
                 && own.additionalProperties === false;
  if (!isForm) {
    const whole = field("value", schema, required);
    return {labels: [whole.label], read: whole.read};
  }
  const members = Object.entries(own.properties)
    .map(([name, member]) => [name, field(name, member, (own.required ?? []).includes(name))]);
  return {
    labels: members.map(([, member]) => member.label),
    read: () => Object.fromEntries(members.map(([name, member]) => [name, member.read()])
                                          .filter(([, value]) => value !== undefined)),
  };
}

async function shown(response) {
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("image/"))
    return make("img", {src: URL.createObjectURL(await response.blob()), alt: "The picture in the answer"});
  const text = await response.text();
  if (!type.includes("json"))
    return make("pre", {}, text);
  try {
    return make("pre", {}, JSON.stringify(JSON.parse(text), null, 2));
  } catch {
    return make("pre", {}, text);
  }
}

function show(output, isGood, status, ...content) {
  output.replaceChildren(make("div", {class: isGood ? "status" : "status bad"}, status), ...content);
}

function headersOf(extra) {
  const name = document.getElementById("client").value.trim();
  const headers = {...extra};
  if (/^[ -~]+$/.test(name))
    headers["Holdfast-Client"] = name;
  return headers;
}

// Follows an action until it has ended.
async function follow(output, href) {
  const path = new URL(href).pathname;
  for (;;) {
    const response = await fetch(path, {headers: headersOf({})});
    const invocation = await response.json();
    const isOver = !["pending", "running"].includes(invocation.status);
    const progress = invocation.progress === null || isOver ? "" : ` (${Math.round(invocation.progress)} %)`;
    const parts = [make("details", {}, make("summary", {}, "All details"),
                        make("pre", {}, JSON.stringify(invocation, null, 2)))];
    if (invocation.error)
      parts.unshift(make("pre", {}, invocation.error.detail));
    else if (invocation.status === "completed")
      parts.unshift(make("pre", {}, JSON.stringify(invocation.output, null, 2)));
    const picture = invocation.output?.media_type?.startsWith("image/") ? invocation.output.href : undefined;
    if (picture)
      parts.unshift(make("img", {src: new URL(picture).pathname, alt: "The picture that the action returned"}));
    if (!isOver) {
      const cancel = make("button", {type: "button", class: "halt"}, "Cancel");
      cancel.addEventListener("click", () => fetch(path, {method: "DELETE", headers: headersOf({})}));
      parts.unshift(cancel);
    }
    show(output, !["error", "cancelled"].includes(invocation.status), invocation.status + progress, ...parts);
    if (isOver || !output.isConnected)
      return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const verbs = {read: "Read", write: "Set", invoke: "Run", list: "List invocations", take: "Take", describe: "Show"};

// One operation as a form. Its answer appears below it, and screen readers announce it.
function operationForm(path, method, operation) {
  const parameters = (operation.parameters ?? []).map(resolved)
    .filter((parameter) => parameter.name !== "Holdfast-Client" && !parameter.name.startsWith("If-") && parameter.name !== "Range")
    .map((parameter) => ({...parameter, ...field(parameter.name, {description: parameter.description, ...parameter.schema},
                                                 parameter.required === true)}));
  const body = bodyFields({...operation, method});
  const verb = operation.operationId.split("-")[0];
  const button = make("button", {class: method === "delete" || verb === "stop" ? "halt" : undefined},
                      verbs[verb] ?? operation.summary);
  const output = make("output", {"aria-live": "polite"});
  const common = parameters.filter((parameter) => parameter.in === "header");
  const own = parameters.filter((parameter) => parameter.in === "path");
  const headers = common.length
    ? make("details", {class: "wide"}, make("summary", {}, "Waiting, leases"),
           make("form", {}, make("div", {class: "fields"}, ...common.map((parameter) => parameter.label)))) : undefined;
  headers?.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  const form = make("form", {}, make("div", {class: "fields"}, ...own.map((parameter) => parameter.label), ...(body?.labels ?? [])),
                    button);
  const send = async () => {
    const target = own.reduce((url, parameter) =>
      url.replace(`{${parameter.name}}`, encodeURIComponent(parameter.read() ?? "")), path);
    const extra = Object.fromEntries(common.map((parameter) => [parameter.name, parameter.read()])
                                           .filter(([, value]) => value !== undefined));
    const value = body?.read();
    if (value !== undefined)
      extra["Content-Type"] = "application/json";
    const response = await fetch(target, {method: method.toUpperCase(), headers: headersOf(extra),
                                          body: value === undefined ? undefined : JSON.stringify(value)});
    const copy = response.clone();
    show(output, response.ok, `${response.status} ${response.statusText}`, await shown(response));
    if (verb === "invoke" && response.status === 201)
      await follow(output, (await copy.json()).href);
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await send();
    } catch (error) {
      show(output, false, "The request failed", make("pre", {}, String(error.message ?? error)));
    }
    button.disabled = false;
    button.focus({preventScroll: true});
  });
  return make("div", {}, form, headers ? make("div", {class: "extra"}, headers) : undefined,
              make("form", {class: "answer"}, output));
}

function card(path, item) {
  const present = methods.filter((method) => item[method]);
  const operations = present.map((method) => [method, {
    ...item[method], parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])],
  }]);
  // The action itself comes before the list of its invocations.
  operations.sort(([, a], [, b]) => a.operationId.startsWith("list-") - b.operationId.startsWith("list-"));
  const first = operations[0][1];
  const isName = path.endsWith(`/${first.summary}`);
  const what = first.description ?? (isName ? "" : first.summary) ?? "";
  const heading = make("summary", {}, make("span", {class: "path"}, path),
                       ...present.map((method) => make("span", {class: `tag ${method}`}, method.toUpperCase())),
                       make("span", {class: "quiet"}, what));
  const content = operations.map(([method, operation]) =>
    operation.operationId.startsWith("watch-")
      ? make("form", {}, make("p", {}, make("a", {href: path, target: "_blank", rel: "noopener"}, "Watch it")))
      : operationForm(path, method, operation));
  return make("details", {}, heading, ...content);
}

function kindOf(item) {
  const verb = (item.put ?? item.post ?? item.get ?? item.delete).operationId.split("-");
  if (verb.length < 2)
    return "";
  return {read: "Properties", write: "Properties", invoke: "Actions"}[verb[0]] ?? "More";
}

function section(tag, paths) {
  const id = `tag-${tag.name}`;
  const part = make("section", {"aria-labelledby": id}, make("h2", {id}, tag.name), make("p", {class: "quiet"}, tag.description ?? ""));
  for (const kind of ["Properties", "Actions", "More", ""]) {
    const cards = paths.filter(([, item]) => kindOf(item) === kind).map(([path, item]) => card(path, item));
    if (cards.length)
      part.append(...(kind ? [make("h3", {}, kind)] : []), ...cards);
  }
  return part;
}

async function start() {
  const content = document.getElementById("content");
  try {
    api = await (await fetch("/openapi.json")).json();
  } catch (error) {
    content.replaceChildren(make("p", {}, `The server does not answer: ${error.message}`));
    return;
  }
  document.getElementById("version").textContent = api.info.version;
  document.getElementById("about").textContent = api.info.description;
  const tagOf = (item) => methods.map((method) => item[method]?.tags?.[0]).find(Boolean);
  const isThing = (tag) => Object.values(api.paths).some((item) => tagOf(item) === tag.name && kindOf(item) !== "");
  const tags = [...api.tags.filter(isThing), ...api.tags.filter((tag) => !isThing(tag))];
  content.replaceChildren(...tags.map((tag) =>
    section(tag, Object.entries(api.paths).filter(([, item]) => tagOf(item) === tag.name))));
  document.getElementById("index").replaceChildren(...tags.map((tag) => make("a", {href: `#tag-${tag.name}`}, tag.name)));
}

start();
