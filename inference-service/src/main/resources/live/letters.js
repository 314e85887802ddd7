// Records that could not be used: to look at, to send again, to drop.
import { ago, byId, make, say, whole } from './format.js';
import { atMost, get, send } from './source.js';

const MOST = 500;
let limit = 8, said = '', opened = 0, forgetting = null;
const FATES = { open: ['bad', 'open'], replayed: ['good', 'replayed'], dropped: ['', 'dropped'] };
const items = new Map();

export async function lookAtLetters(open) {
  opened = open;
  const badge = byId('letters-badge');
  badge.hidden = open === 0;
  badge.textContent = open;
  const page = await get(`/api/dead-letters?limit=${atMost(limit)}`);
  byId('letters-more').hidden = page.next === null || limit >= atMost(MOST);
  say('letters-note', said || (page.total + page.earlier === 0 ? 'None: every record could be used.' : `${open} open of ${whole(page.total)} that are remembered${page.earlier ? `; at most ${whole(page.earlier)} others on the topic` : ''}.`));
  const ids = new Set(page.items.map(item => item.id));
  items.forEach((element, id) => { if (!ids.has(id)) { keepFocus(element, byId('letters-list'), () => element.remove()); items.delete(id); } });
  page.items.forEach((letter, i) => {
    const known = items.get(letter.id), list = byId('letters-list');
    if (known && known.dataset.fate === letter.fate) { known.querySelector('time').textContent = ago(letter.time); return; }
    const element = item(letter);
    if (known) keepFocus(known, element.querySelector('summary'), () => known.replaceWith(element)); else list.insertBefore(element, list.children[i] ?? null);
    items.set(letter.id, element);
  });
}

byId('letters-more').addEventListener('click', () => { limit = Math.min(MOST, 2 * limit); lookAtLetters(opened); });

// Whoever works from the keyboard goes on where they were.
function keepFocus(from, to, change) {
  const held = from.contains(document.activeElement);
  change();
  if (held) to.focus({ preventScroll: true });
}

function item(letter) {
  const open = letter.fate === 'open', [kind, word] = FATES[letter.fate];
  const act = (label, title, disabled, work) => make('button', { type: 'button', 'aria-label': `${label} ${letter.id}`, title, disabled, onclick: async event => {
    const button = event.currentTarget;
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', true);
    try { said = await work(); } catch (problem) { said = problem.message; button.setAttribute('aria-disabled', false); }
    say('letters-note', said);
    clearTimeout(forgetting);
    forgetting = setTimeout(() => { said = ''; }, 8000);
  } }, label);
  const content = make('pre', {}, 'loading …');
  const details = make('details', { ontoggle: () => { if (details.open) look(letter, content); } }, make('summary', {}, `the record, ${whole(letter.bytes)} bytes`), content);
  return make('li', { 'data-fate': letter.fate, 'data-id': letter.id }, make('span', { class: 'cause' }, letter.cause),
    make('span', { class: 'place' }, make('span', { class: `flag ${kind}` }, word), ` · ${letter.id}${letter.key ? ` · ${letter.key}` : ''} · `, make('time', { datetime: letter.time }, ago(letter.time))),
    make('span', { class: 'actions' }, open ? act('Replay', 'Sends the record again, byte for byte', !letter.whole, async () =>
      `Sent again as ${(await send('POST', `${path(letter)}/replay`)).replayed_as}.`) : null,
    open ? act('Drop', 'Marks it as one that needs nothing more', false, async () => { await send('DELETE', path(letter)); return `Dropped ${letter.id}.`; }) : null), details);
}

const path = letter => `/api/dead-letters/${encodeURIComponent(letter.id)}`;

// As text where it is text, else as hexadecimal digits.
async function look(letter, content) {
  try {
    const { value } = await get(path(letter)), bytes = Uint8Array.from(atob(value), c => c.charCodeAt(0)).subarray(0, 2048);
    const text = new TextDecoder().decode(bytes), readable = !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text);
    content.textContent = readable ? text : [...bytes].map((b, i) => b.toString(16).padStart(2, '0') + ((i + 1) % 16 ? ' ' : '\n')).join('');
  } catch (problem) { content.textContent = problem.message; }
}
