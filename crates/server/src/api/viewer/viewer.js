'use strict';
// Shows the OpenAPI document, and lets one try what it says. Everything is put in as text, never as markup.
const METHODS = ['get', 'post', 'put', 'delete'];
const found = (id) => document.getElementById(id);
let api;
let token = '';

/** An element with attributes and children; texts are texts. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

const follow = (schema) => (schema?.$ref ? schema.$ref.split('/').slice(1).reduce((at, key) => at?.[key], api) : schema) ?? {};

/** A schema in a few words. */
function words(schema) {
  if (schema?.$ref) return schema.$ref.split('/').pop();
  const options = schema?.anyOf ?? schema?.oneOf;
  if (options) return options.map(words).filter((one, at, all) => all.indexOf(one) === at).join(' | ');
  if (schema?.const !== undefined) return JSON.stringify(schema.const);
  if (schema?.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (schema?.type === 'array' || schema?.type?.includes?.('array')) return `${words(schema.items)}[]`;
  return [schema?.type ?? 'anything'].flat().join(' | ') + (schema?.format ? ` (${schema.format})` : '');
}

/** A value that fits a schema: to begin with. */
function sample(schema, depth = 0) {
  const one = follow(schema);
  if (one.default !== undefined) return one.default;
  if (one.examples) return one.examples[0];
  if (one.const !== undefined) return one.const;
  if (one.enum) return one.enum[0];
  const options = one.anyOf ?? one.oneOf;
  if (options) return sample(options.find((option) => option.type !== 'null') ?? options[0], depth);
  if (one.allOf) return Object.assign({}, ...one.allOf.map((part) => sample(part, depth)));
  switch ([one.type].flat()[0]) {
    case 'object': {
      const wanted = Object.entries(one.properties ?? {}).filter(([key]) => depth === 0 || one.required?.includes(key));
      return depth > 4 ? {} : Object.fromEntries(wanted.map(([key, inner]) => [key, sample(inner, depth + 1)]));
    }
    case 'array': return depth > 3 ? [] : [sample(one.items, depth + 1)];
    case 'integer': case 'number': return one.minimum ?? 0;
    case 'boolean': return false;
    case 'null': return null;
    default: return one.format === 'uuid' ? '00000000-0000-0000-0000-000000000000' : one.format === 'date' ? '2026-01-31' : '';
  }
}

/** What a schema holds, a line a field. */
function outline(schema, depth = 0) {
  const one = follow(schema);
  if (depth > 2) return '';
  if (one.type === 'array') return outline(one.items, depth);
  const options = (one.anyOf ?? one.oneOf)?.filter((option) => option.$ref || option.properties);
  if (options?.length === 1) return outline(options[0], depth);
  return Object.entries(one.properties ?? {}).map(([key, inner]) => {
    const mark = one.required?.includes(key) ? '' : '?';
    const said = (inner.description ?? '').split('\n')[0];
    return `${'  '.repeat(depth)}${key}${mark}: ${words(inner)}${said ? `  — ${said}` : ''}\n${outline(inner, depth + 1)}`;
  }).join('');
}

const json = (value) => JSON.stringify(value, null, 2);
const section = (title, ...content) => [el('h3', {}, title), ...content];
const firstExample = (content) => Object.values(content?.examples ?? {})[0]?.value;

/** The inside of an operation, made when it is opened. */
function inside(method, path, operation) {
  const inputs = (operation.parameters ?? []).map((parameter) => ({
    parameter,
    field: el('input', { 'aria-label': parameter.name, placeholder: words(parameter.schema), required: parameter.required }),
  }));
  const asked = operation.requestBody?.content?.['application/json'];
  const editor = asked && el('textarea', { 'aria-label': 'Body', spellcheck: 'false' });
  if (editor) editor.value = json(firstExample(asked) ?? sample(asked.schema));
  const answer = el('pre', { hidden: true, tabindex: '0' });
  const told = Object.values(operation.responses)[0]?.content?.['application/json'];
  const rows = inputs.map(({ parameter, field }) =>
    el('tr', {}, el('td', {}, el('code', {}, parameter.name + (parameter.required ? '' : '?'))), el('td', {}, field),
      el('td', {}, `${parameter.in}. ${parameter.description ?? parameter.schema?.description ?? ''}`)));
  const attempt = async () => {
    answer.hidden = false;
    answer.textContent = '…';
    let address = path;
    const query = new URLSearchParams();
    const headers = token && { authorization: `Bearer ${token}` };
    const sent = { method: method.toUpperCase(), headers: { ...headers } };
    for (const { parameter, field } of inputs.filter(({ field }) => field.value !== '')) {
      if (parameter.in === 'path') address = address.replace(`{${parameter.name}}`, encodeURIComponent(field.value));
      else if (parameter.in === 'query') query.append(parameter.name, field.value);
      else sent.headers[parameter.name] = field.value;
    }
    if (editor) {
      sent.body = editor.value;
      sent.headers['content-type'] = 'application/json';
    }
    try {
      const got = await fetch(address + (query.size ? `?${query}` : ''), sent);
      const text = await got.text();
      const kept = ['etag', 'link', 'retry-after', 'x-request-id'].filter((name) => got.headers.has(name));
      let shown = text;
      try { shown = json(JSON.parse(text)); } catch { /* It is no JSON: as it is. */ }
      answer.textContent = `${got.status} ${got.statusText}\n${kept.map((name) => `${name}: ${got.headers.get(name)}\n`).join('')}\n${shown}`;
    } catch (reason) {
      answer.textContent = `The request did not come through: ${reason.message}`;
    }
  };
  return el('div', { class: 'body' },
    operation.description && el('p', {}, operation.description),
    el('p', { class: 'right' }, operation['x-right'] ? `Needs the right: ${operation['x-right']}. ` : '', el('code', {}, operation.operationId)),
    ...(rows.length ? section('Parameters', el('table', {}, ...rows)) : []),
    ...(editor ? section('Body', editor, el('pre', { tabindex: '0' }, outline(asked.schema))) : []),
    el('button', { onclick: attempt }, 'Try it'), answer,
    ...(told ? section('Answer', firstExample(told) && el('pre', { tabindex: '0' }, json(firstExample(told))), el('pre', { tabindex: '0' }, `${words(told.schema)}\n${outline(told.schema)}`)) : []));
}

function show() {
  const wanted = found('search').value.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map(api.tags.map((tag) => [tag.name, { about: tag.description, shown: [] }]));
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const method of METHODS.filter((name) => methods[name])) {
      const operation = methods[method];
      const text = `${method} ${path} ${operation.summary} ${operation.operationId} ${operation.tags} ${operation.description ?? ''}`.toLowerCase();
      if (!wanted.every((word) => text.includes(word))) continue;
      const details = el('details', { class: `operation ${method}`, id: operation.operationId },
        el('summary', {}, el('span', { class: 'method' }, method.toUpperCase()), el('code', {}, path), el('span', { class: 'words' }, operation.summary)));
      details.addEventListener('toggle', () => details.children.length === 1 && details.append(inside(method, path, operation)), { once: true });
      groups.get(operation.tags[0])?.shown.push(details);
    }
  }
  const full = [...groups].filter(([, { shown }]) => shown.length);
  found('tags').replaceChildren(...full.map(([name, { shown }]) => el('a', { href: `#tag-${name}` }, `${name} (${shown.length})`)));
  found('operations').replaceChildren(...(full.length ? full.flatMap(([name, { about, shown }]) =>
    [el('h2', { id: `tag-${name}` }, name), el('p', { class: 'about' }, about ?? ''), ...shown]) : [el('p', {}, 'Nothing has all these words.')]));
}

found('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  const typed = Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value !== ''));
  const headers = { 'content-type': 'application/json' };
  const got = await fetch('auth/login', { method: 'POST', headers, body: JSON.stringify(typed) });
  const told = await got.json();
  token = got.ok ? told.access_token : '';
  found('who').textContent = got.ok ? `${told.account.name}: ${told.account.roles.join(', ')}` : told.detail;
});
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && !/INPUT|TEXTAREA/.test(document.activeElement?.tagName)) {
    event.preventDefault();
    found('search').focus();
  }
});
found('search').addEventListener('input', show);
fetch('openapi.json').then((got) => got.json()).then((told) => {
  api = told;
  found('version').textContent = told.info.version;
  show();
  const opened = document.getElementById(location.hash.slice(1));
  if (opened instanceof HTMLDetailsElement) opened.open = true;
  opened?.scrollIntoView();
}).catch((reason) => found('operations').replaceChildren(`The document could not be read: ${reason.message}`));
