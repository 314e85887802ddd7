// Sensors, and the newest posterior of the one that is looked at.
import { ago, byId, facts, make, number, percent, say, seconds, whole } from './format.js';
import { atMost, get, listen, send } from './source.js';
import { course } from './series.js';
import { drawPairs } from './pairs.js';

const SUSPECT = ['doubtful', 'not-to-be-trusted'];
const COURSE = 60, PAUSE = 150, LISTED = 200;
let experiment = null, looks = 0, chosen = null, shown = [], newest = null, events = null, due = false, busy = false, drawing = 0;
const path = sensor => `/api/sensors/${encodeURIComponent(sensor)}`;

// The sensor that the address names; null where it names none, or in no way that can be read.
function asked() {
  try {
    return location.hash.startsWith('#sensor/') ? decodeURIComponent(location.hash.slice(8)) : null;
  } catch { return null; }
}

export function begin(about) {
  experiment = about;
  // As many as can be told apart on this screen; all where one more would be all.
  const room = window.innerWidth < 700 ? 5 : 8, all = about.parameters.length;
  shown = d3.range(all > room + 1 ? room : all);
  byId('observe').hidden = about.example.length === 0;
  byId('observe').addEventListener('click', observe);
  byId('find').addEventListener('input', () => lookAtSensors().catch(problem => console.warn(problem.message)));
  window.addEventListener('hashchange', () => { const sensor = asked(); if (sensor) choose(sensor); });
  window.addEventListener('resize', drawSoon);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawSoon);
  document.addEventListener('visibilitychange', follow);
  drawShown();
  if (asked()) choose(asked());
}

export async function lookAtSensors() {
  const text = byId('find').value.trim(), look = ++looks;
  const page = await get(`/api/sensors?limit=${atMost(LISTED)}&${text ? `search=${encodeURIComponent(text)}` : 'order=newest'}`);
  if (look !== looks) return;
  const none = page.total === 0 && !text;
  byId('sensors-empty').hidden = !none;
  byId('sensors-body').hidden = none;
  if (none) return;
  const part = page.items.length < page.total ? whole(page.items.length) : null;
  say('found', text ? `${whole(page.total)} found${part ? `, the first ${part} by name` : ''}` : part ? `The ${part} heard last` : '');
  drawList(page.items);
  if (page.items.length === 0) return;
  if (chosen === null) choose(asked() ?? page.items[0].sensor);
  else if (byId('pairs').dataset.number === undefined) drawSoon();
  else drawFacts();
}

// Buttons stay where they are, so that the one with the focus keeps it, even when its sensor has left the list.
function drawList(items) {
  const list = byId('sensor-list'), wanted = d3.sort(items, (a, b) => d3.ascending(a.sensor, b.sensor)), names = new Set(items.map(item => item.sensor));
  for (const button of [...list.children]) if (!names.has(button.dataset.sensor) && button !== document.activeElement) button.remove();
  const there = new Map([...list.children].map(button => [button.dataset.sensor, button]));
  let place = list.firstChild;
  for (const item of wanted) {
    while (place && !names.has(place.dataset.sensor)) place = place.nextSibling;
    const button = there.get(item.sensor) ?? make('button', { type: 'button', 'data-sensor': item.sensor, onclick: () => { location.hash = `sensor/${encodeURIComponent(item.sensor)}`; } }, make('strong', {}, item.sensor), make('span'));
    if (button === place) place = place.nextSibling; else list.insertBefore(button, place);
    const text = `${whole(item.posteriors)} · ${ago(item.time)}${SUSPECT.includes(item.verdict) ? ` · ${item.verdict.replaceAll('-', ' ')}` : ''}`;
    if (button.lastChild.textContent !== text) button.lastChild.textContent = text;
    button.setAttribute('aria-current', item.sensor === chosen);
  }
}

function choose(sensor) {
  if (sensor === chosen) return;
  chosen = sensor;
  follow();
  soon();
  for (const button of byId('sensor-list').children) button.setAttribute('aria-current', button.dataset.sensor === sensor);
}

// A page that is not seen keeps no stream: a browser has six connections to a host for all its tabs.
function follow() {
  events?.();
  events = null;
  if (document.hidden || chosen === null) return;
  events = listen(`${path(chosen)}/events`, soon);
}

// At most one refresh at a time, and one more if something came meanwhile.
function soon() {
  due = true;
  if (busy) return;
  busy = true;
  (async () => {
    while (due) {
      due = false;
      await refresh().catch(failed);
      await new Promise(done => setTimeout(done, PAUSE));
    }
    busy = false;
  })();
}

async function refresh() {
  const sensor = chosen;
  const [posterior, history] = await Promise.all([get(path(sensor)), get(`${path(sensor)}/history?limit=${atMost(COURSE)}`)]);
  const pairs = posterior.whole ? await get(`${path(sensor)}/pairs`) : null;
  if (sensor !== chosen) return;
  newest = { posterior, pairs, notes: history.items.slice().reverse() };
  drawSoon();
}

// What is shown of another sensor must not stand under this one's name.
function failed(problem) {
  if (newest?.posterior.sensor !== chosen) {
    newest = null;
    say('sensor-name', chosen);
    say('sensor-flag', '');
    byId('sensor-doubts').replaceChildren();
    byId('plots').hidden = true;
  }
  say('sensor-facts', problem.message);
}

// However often it is asked, once a frame.
function drawSoon() {
  drawing ||= requestAnimationFrame(() => { drawing = 0; draw(); });
}

function draw() {
  if (!newest || byId('sensors-body').hidden) return;
  const { posterior, pairs, notes } = newest, note = posterior.note;
  say('sensor-name', posterior.sensor);
  const verdict = note.trust.verdict;
  byId('sensor-flag').className = `flag ${{ trusted: 'good', 'not-to-be-trusted': 'bad' }[verdict] ?? 'warn'}`;
  say('sensor-flag', `${verdict === 'trusted' ? '✓' : '!'} ${verdict.replaceAll('-', ' ')}`);
  drawFacts();
  byId('sensor-doubts').replaceChildren(...note.doubts.map(doubt => make('li', {}, doubt)));
  const canvas = byId('pairs');
  canvas.dataset.number = note.number;
  canvas.setAttribute('aria-label', `Pair plot of ${shown.map(p => experiment.parameters[p]).join(', ')}; the table beside it has their means and intervals`);
  byId('plots').hidden = false;
  canvas.hidden = pairs === null;
  byId('pairs-gone').hidden = pairs !== null;
  if (pairs) drawPairs(canvas, pairs.histograms, experiment.parameters, shown);
  byId('parameters').tBodies[0].replaceChildren(...posterior.parameters.map(row));
  byId('history').replaceChildren(...shown.map(p => course(experiment.parameters[p], experiment.units[p], notes, p)));
  drawTrust(note);
}

// Time passes without posteriors, too.
function drawFacts() {
  const note = newest?.posterior.note;
  if (newest?.posterior.sensor !== chosen) return;
  say('sensor-facts', `${whole(note.draws)} draws of model ${note.model_version} by ${note.trust.sampler} in ${seconds(note.latency_seconds)}, posterior ${whole(note.number)} of this sensor${standing(note)}, ${ago(note.time)}`);
}

// Said only where it is not its own observation alone.
const standing = ({ standing: s }) => s.late ? ', alone: its observation came too late to be counted, or lies too far from the simulations'
  : (s.observations > 1 ? `, on ${whole(s.observations)} observations` : '')
    + (s.not_carried > 0 ? ` (${whole(s.not_carried)} more under an earlier model, not carried over)` : '');

function row(p) {
  return make('tr', {}, make('th', { scope: 'row' }, p.parameter, p.unit === '1' ? null : make('small', {}, ` ${p.unit}`)), make('td', {}, number(p.mean, 4)), make('td', {}, number(p.sd)),
    make('td', {}, `${number(p.q05)} … ${number(p.q95)}`));
}

function drawTrust({ trust: t, draws }) {
  facts(byId('trust'), [['status', t.status], ['sampler', t.sampler], ['effective sample size', `${whole(t.effective_sample_size)} of ${whole(draws)}`],
    ['acceptance', percent(t.acceptance)], ['Pareto k', number(t.pareto_k, 2)],
    ['log Z', `${number(t.log_normaliser)} nats (held out ${number(t.log_normaliser_mean)} ± ${number(t.log_normaliser_deviation)})`],
    ['mass cut', percent(t.cut_mass)], ['above the bound', percent(t.bound_excess)], ['leaked', percent(t.leaked_mass)],
    ['distance to held-out data', number(t.data_distance, 2)], ['of its embedding', number(t.embedding_distance, 2)]]);
}

function drawShown() {
  const names = experiment.parameters;
  byId('shown').hidden = names.length <= 2;
  byId('shown').replaceChildren(...names.map((name, p) => make('button', { type: 'button', 'aria-pressed': shown.includes(p), onclick: event => {
    const next = shown.includes(p) ? shown.filter(q => q !== p) : d3.sort([...shown, p]);
    if (next.length === 0) return;
    shown = next;
    event.currentTarget.setAttribute('aria-pressed', shown.includes(p));
    drawSoon();
  } }, name)));
}

async function observe() {
  const button = byId('observe');
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', true);
  let said = '';
  // One datum, however often it is asked for: a session counts an id once.
  const body = { id: 'record', sensor: 'page', data: experiment.example, samples: experiment.samples_maximum, deadline_seconds: experiment.deadline_maximum_seconds };
  try {
    await send('POST', '/api/observations', body);
    location.hash = 'sensor/page';
  } catch (problem) {
    said = problem.message;
  }
  say('observe-note', said);
  button.setAttribute('aria-disabled', false);
}
