// Versions and what became of each.
import { ago, byId, make, number, say, whole } from './format.js';
import { atMost, get } from './source.js';

const MOST = 500;
let limit = 8;

export async function lookAtModels() {
  const page = await get(`/api/models?limit=${atMost(limit)}`);
  const serving = page.items.find(m => m.serving) ?? (page.total ? await get('/api/models/serving').catch(() => null) : null);
  byId('models-scroll').hidden = page.total === 0;
  say('models-note', page.total === 0 ? 'No model yet.' : serving ? `Version ${serving.version} serves, of ${page.total} that are known.` : `None of ${page.total} may serve.`);
  byId('models-table').tBodies[0].replaceChildren(...page.items.map(row));
  byId('models-more').hidden = page.next === null || limit >= atMost(MOST);
  return serving?.version ?? null;
}

byId('models-more').addEventListener('click', () => { limit = Math.min(MOST, 2 * limit); lookAtModels(); });

function row(model) {
  const v = model.verdict, promoted = v === null || v.promoted;
  const flag = model.serving ? ['good', 'serves'] : promoted ? ['', 'promoted'] : ['warn', 'not promoted'];
  const against = v === null || v.difference === null ? '–' : `${number(v.difference, 2)} ± ${number(v.difference_error, 2)} nats`;
  return make('tr', {}, make('th', { scope: 'row' }, `${model.version}`),
    make('td', {}, make('span', { class: `flag ${flag[0]}` }, flag[1]), make('div', {}, v === null ? 'the first' : v.reason), ...(v?.flags ?? []).map(f => make('div', {}, `doubt: ${f}`))),
    make('td', {}, whole(model.step)), make('td', {}, whole(model.admitted)), make('td', {}, model.loss === null ? '–' : `${number(model.loss)} nats`),
    make('td', {}, against), make('td', {}, ago(model.published)));
}
