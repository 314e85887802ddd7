// What the server says. Fails with an Error that says what went wrong.
import { asked, authorization } from './login.js';

// Entries of a list that may be asked for, as the server says.
let most = Infinity;
export const allow = entries => { most = entries; };
export const atMost = entries => Math.min(entries, most);

export async function get(path) {
  const response = await fetch(path, { headers: { accept: 'application/json', ...authorization() } });
  return read(response);
}

export async function send(method, path, body) {
  const options = { method, headers: { accept: 'application/json', ...authorization() } };
  if (body !== undefined) {
    options.headers['content-type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  return read(await fetch(path, options));
}

async function read(response) {
  const document = await response.json().catch(() => null);
  if (!response.ok) {
    if (response.status === 401) asked(document?.detail);
    const problem = new Error(document?.detail ?? `the server answered ${response.status}`);
    problem.status = response.status;
    throw problem;
  }
  return document;
}

// The server says something every ten seconds: who hears nothing for so long has lost it, whatever the connection says.
const SILENCE = 30_000;

// Calls heard when the stream begins and at each event; begins again after a pause. Gives a function that ends it. Not an
// EventSource: that can send no header, and a token belongs into no address.
export function listen(path, heard) {
  const ending = new AbortController();
  (async () => {
    while (!ending.signal.aborted) {
      await once(path, heard, ending.signal).catch(problem => { if (!ending.signal.aborted) console.warn(problem.message); });
      await new Promise(done => setTimeout(done, 1000));
    }
  })();
  return () => ending.abort();
}

async function once(path, heard, ending) {
  const attempt = new AbortController(), stop = () => attempt.abort();
  let silence = setTimeout(stop, SILENCE);
  ending.addEventListener('abort', stop);
  try {
    const response = await fetch(path, { headers: { accept: 'text/event-stream', ...authorization() }, signal: attempt.signal });
    if (!response.ok) await read(response);
    heard();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = '';;) {
      const { value, done } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(stop, SILENCE);
      const lines = (rest + value).split('\n');
      rest = lines.pop();
      if (lines.some(line => line.startsWith('data:'))) heard();
    }
  } finally {
    clearTimeout(silence);
    ending.removeEventListener('abort', stop);
  }
}

// Calls look again and again, a pause after its end, while the page is seen.
export function follow(pause, look) {
  let timer = null, running = false;
  const turn = async () => {
    clearTimeout(timer);
    if (running || document.hidden) return;
    running = true;
    try { await look(); } catch (problem) { console.warn(problem.message); }
    running = false;
    timer = setTimeout(turn, pause);
  };
  document.addEventListener('visibilitychange', turn);
  turn();
  return turn;
}
