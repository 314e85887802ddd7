// A token, where the server asks for one. It stays in this tab and is sent as a header to this server alone.
import { byId, say } from './format.js';

const KEY = 'streambed-token';

export function authorization() {
  const token = sessionStorage.getItem(KEY);
  return token ? { authorization: `Bearer ${token}` } : {};
}

// The server said that it does not know who is calling.
export function asked(why) {
  const held = sessionStorage.getItem(KEY) !== null;
  sessionStorage.removeItem(KEY);
  byId('logout').hidden = true;
  say('login-note', held ? `${why ?? 'The token was refused.'}` : 'This server asks who is calling.');
  if (!byId('login').hidden) return;
  byId('login').hidden = false;
  byId('token').focus();
}

byId('login').addEventListener('submit', event => {
  event.preventDefault();
  const token = byId('token').value.trim();
  byId('token').value = '';
  if (!/^[\w.~+/=-]+$/.test(token)) { say('login-note', 'Expected a token: letters, digits and - _ . without blanks.'); return; }
  sessionStorage.setItem(KEY, token);
  byId('login').hidden = true;
  byId('logout').hidden = false;
});

byId('logout').hidden = sessionStorage.getItem(KEY) === null;
byId('logout').addEventListener('click', () => { sessionStorage.removeItem(KEY); location.reload(); });
