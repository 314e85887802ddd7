// Who does how much, and who waits on whom.
import { byId, facts, make, percent, rate, say, seconds, whole } from './format.js';
import { get } from './source.js';
import { lines, spark } from './series.js';

const STAGES = [
  { role: 'simulator', title: 'Simulators', figure: 'runs_per_second', unit: 'runs/s' },
  { role: 'trainer', title: 'Trainer', figure: 'pairs_per_second', unit: 'pairs/s' },
  { role: 'inference', title: 'Inference', figure: 'observations_per_second', unit: 'observations/s' },
];
const FIGURES = 'runs_per_second,pairs_per_second,observations_per_second,steps,loss_nats,held_out_loss_nats';
let status = null, series = [];

export async function lookAtStatus() {
  status = await get('/api/status');
  draw();
  return status;
}

export async function lookAtSeries() {
  series = (await get(`/api/telemetry?figure=${FIGURES}`)).series;
  draw();
  drawLoss();
}

const of = role => status.processes.filter(p => p.role === role);
const sum = (processes, figure) => processes.reduce((total, p) => total + (p.figures[figure] ?? 0), 0);
const first = (processes, figure) => processes.find(p => figure in p.figures)?.figures[figure] ?? null;
const note = (processes, name) => processes.map(p => p.notes[name]).find(text => text) ?? null;

// Of the processes that are up; where none is, of the one that spoke last. The server puts that one first.
function courses(role, figure) {
  const known = series.filter(s => s.role === role && s.figures[figure]);
  const up = new Set((status?.processes ?? []).filter(p => p.role === role && p.up).map(p => p.process));
  const live = known.filter(s => up.has(s.process));
  return live.length ? live : known.slice(0, 1);
}

// Their sum over time, of what each said last, as the number above it is the sum.
function together(all, figure) {
  const words = all.flatMap(({ process, times, figures }) => times.map((t, i) => [Date.parse(t), process, figures[figure][i]]));
  const last = new Map();
  return words.filter(word => word[2] !== null).sort((a, b) => a[0] - b[0])
    .map(([time, process, value]) => [time, [...last.set(process, value).values()].reduce((a, b) => a + b)]);
}

const DETAILS = {
  simulator: up => [['workers', whole(sum(up, 'workers'))], ['time spent waiting', percent(first(up, 'waiting_share'))],
    ['lag, blocks of runs', whole(status.runs_waiting)], ['failed runs', whole(sum(up, 'failed_runs'))]],
  trainer: up => [['steps', `${whole(first(up, 'steps'))} · ${rate(first(up, 'steps_per_second'))}/s`], ['time spent waiting', percent(first(up, 'idle_share'))],
    ['pairs trained on', whole(first(up, 'trained_pairs'))], ['phase', note(up, 'phase') ?? '–']],
  inference: up => [['model', first(up, 'model_version') === null ? 'none yet' : `version ${whole(first(up, 'model_version'))}`],
    ['latency p50 · p99', `${seconds(first(up, 'latency_p50_seconds'))} · ${seconds(first(up, 'latency_p99_seconds'))}`],
    ...(status.readings_waiting ? [['lag, readings', whole(status.readings_waiting)]] : []),
    ['lag, observations', whole(status.observations_waiting)], ['posteriors', whole(sum(up, 'posteriors'))]],
};

function stage({ role, title, figure, unit }) {
  const known = of(role), up = known.filter(p => p.up);
  const down = known.length > 0 && up.length === 0;
  const flag = up.length ? make('span', { class: 'flag good' }, up.length > 1 ? `${up.length} up` : 'up')
    : make('span', { class: down ? 'flag bad' : 'flag' }, down ? `silent for ${seconds(Math.min(...known.map(p => p.silent_seconds)))}` : 'not heard of');
  const list = make('dl');
  facts(list, DETAILS[role](up));
  return make('li', {}, make('h3', {}, title, flag),
    make('p', { class: 'rate', 'data-figure': figure }, rate(up.length ? sum(up, figure) : null), make('small', {}, unit)),
    spark(together(courses(role, figure), figure), `${title}: ${unit} since the start`), list);
}

function draw() {
  if (!status) return;
  byId('stages').replaceChildren(...STAGES.map(stage));
  say('waits', waits());
}

// The busiest part is the one that the others wait for.
function waits() {
  const trainer = of('trainer').filter(p => p.up), simulators = of('simulator').filter(p => p.up), inference = of('inference').filter(p => p.up);
  const idle = first(trainer, 'idle_share'), waiting = first(simulators, 'waiting_share'), told = note(trainer, 'waits_on');
  const parts = [];
  if (status.brokers_silent_seconds > 5) parts.push(`No broker has answered for ${seconds(status.brokers_silent_seconds)}.`);
  if (note(trainer, 'phase') === 'finished') parts.push('Training has come to its end; inference goes on.');
  else if (idle !== null && waiting !== null) {
    parts.push(waiting > .5 && idle < .5 ? `The simulators wait on the trainer ${percent(waiting)} of the time: training sets the pace.`
      : idle > .5 && waiting < .5 ? `The trainer waits on the simulators ${percent(idle)} of the time: simulating sets the pace.`
      : `Balanced: the simulators wait ${percent(waiting)}, the trainer ${percent(idle)} of the time.`);
  } else if (told) parts.push(`The trainer waits on ${told}.`);
  else if (note(trainer, 'phase')) parts.push(`The trainer: ${note(trainer, 'phase')}.`);
  const model = note(inference, 'waits_on');
  if (model) parts.push(`Inference waits on ${model}.`);
  return parts.join(' ') || 'Nobody has been heard of yet.';
}

function drawLoss() {
  const [course] = courses('trainer', 'steps');
  if (!course) return;
  const of = name => (course.figures[name] ?? []).map((y, i) => [course.figures.steps[i], y]).filter(p => p[0] !== null && p[1] !== null);
  const shown = [{ name: 'held out', kind: 'second', points: of('held_out_loss_nats') }, { name: 'training', kind: '', points: of('loss_nats') }].filter(s => s.points.length > 1);
  if (shown.length) byId('loss').replaceChildren(...lines(shown, Math.max(280, byId('loss').clientWidth), 'Loss of training and of held-out pairs by step', 'step', 'nats'));
  say('training-note', shown.length ? 'Loss by gradient step, since this page’s server started.' : 'No step yet since this page’s server started.');
}
