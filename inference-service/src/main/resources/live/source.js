// What the server says. Fails with an Error that says what went wrong.
export async function get(path) {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  return read(response);
}

export async function send(method, path, body) {
  const options = { method, headers: { accept: 'application/json' } };
  if (body !== undefined) {
    options.headers['content-type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  return read(await fetch(path, options));
}

async function read(response) {
  const document = await response.json().catch(() => null);
  if (!response.ok) {
    const problem = new Error(document?.detail ?? `the server answered ${response.status}`);
    problem.status = response.status;
    throw problem;
  }
  return document;
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
