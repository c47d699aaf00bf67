// LMNT's Node client on a wire: the commands and outcomes of lmnt_python.py. Run it in the client's folder.
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const found = createRequire(pathToFileURL(`${process.cwd()}/`)).resolve('lmnt-node');
const lmnt = await import(pathToFileURL(found));
const Lmnt = lmnt.default.default ?? lmnt.default;

const ACTIONS = { text: 'sendText', flush: 'sendFlush', reset: 'sendReset', finish: 'sendFinish', close: 'close' };

// A closed session is warned of on the console, which is the error output: standard output is ours.
console.log = console.error;

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answered(JSON.parse(line)))}\n`);
}

// One call, or several copies of it at once.
async function answered(command) {
  if (command.copies === undefined) return outcome(command);
  return { outcomes: await Promise.all(Array.from({ length: command.copies }, () => outcome(command))) };
}

// What came of a call: a value or an error, and how long it took.
async function outcome(command) {
  const began = performance.now();
  let result;
  try {
    result = await performed(command);
  } catch (error) {
    result = { error: described(error) };
  }
  return { ...result, seconds: (performance.now() - began) / 1000 };
}

function performed(command) {
  const { base_url, api_key, max_retries, timeout } = command.client;
  const options = { baseURL: base_url, apiKey: api_key };
  if (max_retries !== undefined) options.maxRetries = max_retries;
  if (timeout !== undefined) options.timeout = timeout * 1000;
  const client = new Lmnt(options);
  if (command.call === 'methods') return { value: methods(client) };
  return command.call === 'session' ? session(client, command) : called(client, command);
}

async function called(client, command) {
  const parts = command.call.split('.').map(camel);
  const name = parts.pop();
  const owner = parts.reduce((object, part) => object[part], client);
  const body = {};
  for (const [key, value] of Object.entries(command.options)) body[key] = await argument(value);
  const args = Object.keys(body).length ? [...command.args, body] : command.args;
  const promise = owner[name](...args);
  if (command.mode === 'raw') {
    const { data, response } = await promise.withResponse();
    return { ...(await shown(data)), status: response.status, headers: headersOf(response) };
  }
  const value = await promise;
  return command.mode === 'streaming' ? streamed(value) : shown(value);
}

// The full names, in Python's spelling, of all that can be called of the API.
function methods(resource, name = '') {
  return Object.entries(resource).flatMap(([part, value]) => {
    if (!(value instanceof lmnt.Lmnt.Speech || value?._client)) return [];
    const own = Object.getOwnPropertyNames(Object.getPrototypeOf(value)).filter((one) => one !== 'constructor');
    const full = `${name}${part}.`;
    return [...own.map((one) => `${full}${one.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`), ...methods(value, full)];
  });
}

function camel(name) {
  return name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
}

function argument(value) {
  if (value?.path) return createReadStream(value.path);
  if (value?.bytes) return lmnt.toFile(Buffer.from(value.bytes, 'base64'), 'upload');
  return value;
}

async function shown(value) {
  if (typeof value?.arrayBuffer === 'function') {
    const audio = Buffer.from(await value.arrayBuffer()).toString('base64');
    return { audio, request_id: value.headers.get('request-id'), type: value.headers.get('content-type') };
  }
  if (Array.isArray(value)) return { value, ids: value.map((one) => one.request_id ?? null) };
  return { value, request_id: value?.request_id ?? null };
}

async function streamed(response) {
  const began = performance.now();
  const pieces = [];
  const times = [];
  try {
    for await (const piece of response.body) {
      pieces.push(piece);
      times.push((performance.now() - began) / 1000);
    }
  } catch (error) {
    return { error: described(error), audio: Buffer.concat(pieces).toString('base64') };
  }
  return { audio: Buffer.concat(pieces).toString('base64'), times, headers: headersOf(response) };
}

// Plays the script and keeps what is heard, to the end.
async function session(client, command) {
  const spoken = client.speech.sessions.create(command.options);
  const ear = { messages: [], heard: 0, ended: false, news: () => {} };
  const listening = listen(spoken, ear);
  const nonces = [];
  for (const [action, ...words] of command.script) {
    const nonce = await acted(spoken, ear, action, words);
    if (typeof nonce === 'number') nonces.push(nonce);
  }
  await listening;
  return { messages: ear.messages, nonces, unsent: null, request_id: spoken.request_id };
}

async function acted(spoken, ear, action, words) {
  if (action === 'until') return until(ear, words[0]);
  if (action === 'pause') return new Promise((resolve) => setTimeout(() => resolve(null), words[0] * 1000));
  return spoken[ACTIONS[action]](...words);
}

async function listen(spoken, ear) {
  try {
    for await (const message of spoken) {
      ear.messages.push(heard(message));
      ear.news();
    }
  } catch (error) {
    ear.messages.push({ type: 'raised', error: described(error) });
  }
  ear.ended = true;
  ear.news();
}

async function until(ear, kind) {
  for (;;) {
    while (ear.heard < ear.messages.length) if (ear.messages[ear.heard++].type === kind) return;
    if (ear.ended) return;
    await new Promise((resolve) => (ear.news = resolve));
  }
}

function heard(message) {
  if (message.type !== 'audio') return message;
  return { type: 'audio', audio: Buffer.from(message.audio).toString('base64') };
}

function headersOf(response) {
  return Object.fromEntries(response.headers.entries());
}

function described(error) {
  const bases = [];
  for (let one = error?.constructor; one && one !== Error && one.name; one = Object.getPrototypeOf(one)) bases.push(one.name);
  return {
    class: bases[0] ?? 'Error',
    bases: error instanceof lmnt.LmntError ? bases : [],
    message: error.message,
    status: error.status ?? null,
    type: error.type ?? null,
    request_id: error.request_id ?? null,
    body: error.error ?? null,
    headers: error.headers ?? {},
  };
}
