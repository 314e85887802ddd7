// Whether the served model's posteriors are as wide as they should be.
import { byId, make, number, say, whole } from './format.js';
import { get } from './source.js';
import { difference } from './series.js';

let shown = null;

export async function lookAtCalibration(version) {
  if (version === shown) return;
  const { calibration, curves } = await get(`/api/models/${version}/calibration`);
  shown = version;
  if (!calibration) return say('calibration-note', `Model ${version} serves. It carries no calibration: too few pairs were held out.`);
  const outside = curves.curves.filter(c => !c.inside).length;
  say('calibration-note', curves.curves.length
    ? `Model ${version} on ${whole(calibration.pairs)} held-out pairs, as distances from the diagonal with 99 % bands: ${outside ? `${outside} of ${curves.curves.length} leave their band` : 'all keep within them'}. Held-out loss ${number(calibration.loss)} nats.`
    : `Model ${version} on ${whole(calibration.pairs)} held-out pairs: its posteriors are too sharp for ranks to say anything. Held-out loss ${number(calibration.loss)} nats.`);
  byId('curves').replaceChildren(...curves.curves.map(c => make('div', { class: 'chart' },
    make('h4', {}, make('span', { title: c.figure }, c.figure), make('span', { class: c.inside ? 'flag good' : 'flag bad' }, c.inside ? 'inside' : 'outside')),
    difference(c, curves.points, curves.lower, curves.upper, `${c.figure}: p = ${number(c.p_value, 2)}, ${c.inside ? 'inside' : 'outside'} its band`))));
}
