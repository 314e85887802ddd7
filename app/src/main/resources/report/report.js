const hasReference = report.reference.length > 0;

/* Quantiles, not extremes, bound an axis: one far draw must not squeeze all others. */
function range(p) {
  const spans = [report.ours, report.reference].filter(d => d.length).map(rows => {
    const column = rows.map(row => row[p]).sort(d3.ascending);
    return [d3.quantileSorted(column, 0.005), d3.quantileSorted(column, 0.995)];
  });
  const low = d3.min(spans, s => s[0]), high = d3.max(spans, s => s[1]), pad = (high - low) * 0.05 || 1;
  return [low - pad, high + pad];
}

/* A deviation that two modes do not inflate: the shortest 40 % of the draws are 1.05 of it wide. */
function spread(column) {
  const sorted = [...column].sort(d3.ascending), part = Math.ceil(0.4 * sorted.length);
  return d3.min(d3.range(sorted.length - part), i => sorted[i + part] - sorted[i]) / 1.049 || d3.deviation(sorted) || 1;
}

/* Gaussian kernel density of a column on a grid. */
function density(column, domain, bandwidth, points = 160) {
  return d3.range(points).map(i => {
    const x = domain[0] + (domain[1] - domain[0]) * i / (points - 1);
    return [x, d3.sum(column, v => Math.exp(-0.5 * ((x - v) / bandwidth) ** 2)) / (column.length * bandwidth)];
  });
}

function drawHead() {
  document.title = `Streambed: ${report.result.experiment}`;
  text('title', report.title);
  text('lead', `Posterior of the observation “${report.sensor}” under model ${report.result.model.version}, `
    + `trained online on ${whole(report.result.pairs)} simulated pairs.`);
  const r = report.result;
  tiles('#tiles', [
    [whole(r.pairs), 'pairs simulated'], [whole(r.steps), 'training steps'],
    [number(r.seconds.total, 3) + ' s', 'from start to posterior'],
    [r.c2st === null ? 'n/a' : number(r.c2st, 3), 'C2ST against the reference (0.5 is best)'],
    ...(r.kl === null ? [] : [[number(r.kl, 3), 'KL of the reference from the model, nats (0 is best)']]),
    [number(r.trust.effective_sample_size, 3), 'effective sample size'],
    [number(r.trust.pareto_k, 2), 'Pareto k (below 0.7 is good)']]);
}

function drawTable() {
  text('posterior-note', hasReference
    ? 'Mean, standard deviation and 90 % interval; shift is (mean − reference mean) / reference deviation, ratio is deviation / reference deviation.'
    : 'Mean, standard deviation and 90 % interval. There is no reference for this experiment.');
  const heads = ['parameter', 'mean', 'sd', '5 %', '95 %'].concat(hasReference ? ['reference mean', 'reference sd', 'shift', 'ratio'] : []);
  const table = d3.select('#posterior');
  table.append('thead').append('tr').selectAll('th').data(heads).join('th').attr('scope', 'col').text(d => d);
  const rows = table.append('tbody').selectAll('tr').data(report.result.posterior).join('tr');
  rows.each(function (p) {
    const row = d3.select(this), first = row.append('td');
    first.append('span').text(p.parameter);
    if (p.unit !== '1') { first.append('small').text(p.unit); }
    const cells = [p.mean, p.sd, p.q05, p.q95].map(x => number(x, 4));
    if (hasReference) {
      cells.push(number(p.reference_mean, 4), number(p.reference_sd, 4),
        d3.format('+.2f')((p.mean - p.reference_mean) / p.reference_sd), d3.format('.2f')(p.sd / p.reference_sd));
    }
    cells.forEach(c => row.append('td').text(c));
  });
}

function drawPairs() {
  const names = report.result.posterior.map(p => p.parameter), count = names.length;
  const entries = [['Streambed', 'ours']].concat(hasReference ? [['reference', 'reference']] : []);
  legend('#pairs-legend', entries);
  text('pairs-note', 'On the diagonal each parameter alone; below it two at a time, lines around half and nine tenths of the mass'
    + ' (' + whole(report.ours.length) + ' draws shown). Above it the correlation.');
  const cell = count > 6 ? 118 : count > 2 ? 150 : 330, gap = 8, left = 46, bottom = 34;
  const size = count * (cell + gap);
  const root = svg('#pairs', left + size, size + bottom, 'Pair plot of the posterior').style('min-width', 0.7 * (left + size) + 'px')
    .style('max-width', left + size + 'px').style('margin', '0 auto');
  const domains = names.map((_, p) => range(p));
  const sets = [['reference', report.reference], ['ours', report.ours]].filter(s => s[1].length);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const g = root.append('g').attr('transform', `translate(${left + column * (cell + gap)},${row * (cell + gap)})`);
      if (column > row) { drawCorrelation(g, sets, row, column, cell); continue; }
      g.append('rect').attr('class', 'frame').attr('width', cell).attr('height', cell);
      const x = d3.scaleLinear(domains[column], [0, cell]);
      if (column === row) { drawMarginal(g, sets, column, x, cell, names[column]); } else {
        drawContours(g, sets, column, row, x, d3.scaleLinear(domains[row], [cell, 0]), cell);
      }
      const ticks = d => d.tickSize(3).tickPadding(3);
      if (row === count - 1) {
        // Labels near a panel's edge would run into its neighbour's.
        const inside = x.ticks(cell > 200 ? 5 : 2).filter(v => x(v) > 0.14 * cell && x(v) < 0.86 * cell);
        g.append('g').attr('transform', `translate(0,${cell})`).call(ticks(d3.axisBottom(x).tickValues(inside).tickFormat(x.tickFormat(cell > 200 ? 5 : 2))));
      }
      if (column === 0 && row > 0) { g.append('g').call(ticks(d3.axisLeft(d3.scaleLinear(domains[row], [cell, 0])).ticks(cell > 200 ? 5 : 3))); }
    }
  }
}

function drawMarginal(g, sets, p, x, cell, name) {
  const columns = sets.map(([kind, rows]) => [kind, rows.map(r => r[p])]);
  /* One bandwidth (Silverman's rule) for both, so that they can be compared. */
  const bandwidth = d3.min(columns, ([, column]) => 0.9 * spread(column) * Math.pow(column.length, -0.2));
  const curves = columns.map(([kind, column]) => [kind, density(column, x.domain(), bandwidth)]);
  const y = d3.scaleLinear([0, d3.max(curves, c => d3.max(c[1], d => d[1]))], [cell - 1, 22]);
  curves.forEach(([kind, curve]) => {
    g.append('path').attr('class', 'fill-' + kind).attr('opacity', 0.13).attr('d', d3.area(d => x(d[0]), cell - 1, d => y(d[1]))(curve));
    g.append('path').attr('class', kind).attr('stroke-width', 1.6).attr('d', d3.line(d => x(d[0]), d => y(d[1]))(curve));
  });
  g.append('text').attr('class', 'name').attr('x', 6).attr('y', 15).text(name);
}

function drawContours(g, sets, a, b, x, y, cell) {
  const clip = `clip-${a}-${b}`;
  g.append('clipPath').attr('id', clip).append('rect').attr('width', cell).attr('height', cell);
  const inside = g.append('g').attr('clip-path', `url(#${clip})`);
  const clouds = sets.map(([kind, rows]) => [kind, rows.map(r => [x(r[a]), y(r[b])])]);
  const bandwidth = d3.min(clouds, ([, points]) => d3.min([0, 1], axis => spread(points.map(p => p[axis]))) * 0.9
    * Math.pow(points.length, -1 / 6));
  clouds.forEach(([kind, points]) => {
    inside.append('g').attr('class', 'fill-' + kind).attr('opacity', 0.25).selectAll('circle')
      .data(points.slice(0, 500)).join('circle').attr('cx', d => d[0].toFixed(1)).attr('cy', d => d[1].toFixed(1)).attr('r', 0.9);
    const path = d3.geoPath(d3.geoTransform({ point(px, py) { this.stream.point(px * cell / GRID, py * cell / GRID); } }));
    inside.append('g').attr('class', kind).selectAll('path').data(massContours(points, cell, bandwidth, [0.9, 0.5])).join('path')
      .attr('stroke-width', 1.3).attr('d', path);
  });
}

/* Lines of equal density that hold the given shares of the draws, in units of a grid's cells. */
const GRID = 100;
function massContours(points, cell, bandwidth, masses) {
  const width = cell / GRID, counts = new Float64Array(GRID * GRID);
  points.forEach(([px, py]) => {
    const i = Math.floor(px / width), j = Math.floor(py / width);
    if (i >= 0 && j >= 0 && i < GRID && j < GRID) { counts[j * GRID + i]++; }
  });
  const deviation = Math.max(1, bandwidth / width);
  const smooth = d3.blur2({ data: counts, width: GRID, height: GRID }, (Math.sqrt(4 * deviation ** 2 + 1) - 1) / 2).data;
  const sorted = Float64Array.from(smooth).sort().reverse(), total = d3.sum(sorted);
  const levels = masses.map(mass => {
    let sum = 0;
    return sorted.find(value => (sum += value) >= mass * total);
  });
  return d3.contours().size([GRID, GRID]).thresholds(levels)(smooth);
}

function drawCorrelation(g, sets, row, column, cell) {
  const of = rows => {
    const a = rows.map(r => r[row]), b = rows.map(r => r[column]), ma = d3.mean(a), mb = d3.mean(b);
    return d3.sum(a, (v, i) => (v - ma) * (b[i] - mb)) / (a.length - 1) / d3.deviation(a) / d3.deviation(b);
  };
  const shown = [...sets].reverse();
  shown.forEach(([kind, rows], i) => g.append('text').attr('x', cell / 2).attr('y', cell / 2 + (i - (shown.length - 1) / 2) * 17 + 4)
    .attr('text-anchor', 'middle').style('fill', `var(--${kind})`).style('font-size', '13px').text(d3.format('+.2f')(of(rows))));
}

function drawLoss() {
  const points = report.losses;
  text('loss-note', points.length < 2 ? 'Too few measurements were taken to draw a curve.'
    : 'The estimator’s loss (of embed-and-emulate: symmetric InfoNCE) by training step, in nats; a jump is a new narrowing round, which starts with new networks.');
  if (points.length >= 2) { lossChart(points, '#loss-legend', '#loss'); }
}

function drawCoverage() {
  const c = report.calibration;
  text('coverage-note', c === null ? 'The model carries no calibration.' : c.levels.length === 0 ? 'Says nothing: the posterior is sharper than the candidates of the calibration resolve.'
    : `Share of ${whole(c.pairs)} held-out truths inside the region that should hold that much. Below the diagonal is overconfident; `
    + 'the band holds right posteriors at all levels at once with probability .99.');
  if (c === null || c.levels.length === 0) { return; }
  const box = { left: 44, right: 330, top: 14, bottom: 300 }, root = svg('#coverage', 340, 340, 'Expected coverage').style('max-width', '24rem');
  const x = d3.scaleLinear([0, 1], [box.left, box.right]), y = d3.scaleLinear([0, 1], [box.bottom, box.top]);
  const band = [[0, 0, 0], ...d3.zip(report.curves.points, report.curves.lower, report.curves.upper), [1, 1, 1]];
  root.append('path').attr('class', 'band').attr('d', d3.area(d => x(d[0]), d => y(d[1]), d => y(d[2]))(band));
  root.append('path').attr('class', 'guide').attr('d', d3.line(l => x(l), l => y(l))([0, 1]));
  axes(root, x, y, box, 'nominal level', 'coverage');
  const curve = [[0, 0], ...d3.zip(c.levels, c.coverage), [1, 1]];
  root.append('path').attr('class', 'ours').attr('stroke-width', 2).attr('d', d3.line(d => x(d[0]), d => y(d[1]))(curve));
}

function drawRanks() {
  const c = report.curves, outside = c.curves.filter(curve => !curve.inside).length;
  text('ranks-note', report.calibration === null ? 'The model carries no calibration.' : c.curves.length === 0 ? 'Says nothing: the posterior is sharper than the candidates of the calibration resolve.'
    : `Over ${whole(report.calibration.pairs)} held-out pairs: how far the share of truths at or below each level lies above the level itself. Right posteriors give zero, `
    + `and stay within the band everywhere with probability .99. A line that rises first and falls then is too narrow, the other way round too broad. ${outside} of ${c.curves.length} leave the band.`);
  const half = d3.max([...d3.zip(c.points, c.lower).map(([z, l]) => z - l), ...d3.zip(c.points, c.upper).map(([z, u]) => u - z),
    ...c.curves.flatMap(curve => curve.shares.map((s, i) => Math.abs(s - c.points[i])))]);
  d3.select('#ranks').selectAll('div').data(c.curves).join('div').each(function (curve) {
    d3.select(this).append('h3').text(curve.figure + (curve.inside ? '' : ' (outside)'));
    const box = { left: 34, right: 216, top: 8, bottom: 96 }, root = svg(this, 222, 126, `Distribution function of the ${curve.figure}`);
    const x = d3.scaleLinear([0, 1], [box.left, box.right]), y = d3.scaleLinear([-half, half], [box.bottom, box.top]).nice();
    const around = [[0, 0, 0], ...d3.zip(c.points, c.lower, c.upper).map(([z, l, u]) => [z, l - z, u - z]), [1, 0, 0]];
    root.append('path').attr('class', 'band').attr('d', d3.area(d => x(d[0]), d => y(d[1]), d => y(d[2]))(around));
    root.append('path').attr('class', 'guide').attr('d', `M${x(0)},${y(0)}H${x(1)}`);
    root.append('g').attr('transform', `translate(0,${box.bottom})`).call(d3.axisBottom(x).ticks(3).tickSize(3));
    root.append('g').attr('transform', `translate(${box.left},0)`).call(d3.axisLeft(y).ticks(3).tickSize(3));
    const line = [[0, 0], ...d3.zip(c.points, curve.shares).map(([z, s]) => [z, s - z]), [1, 0]];
    root.append('path').attr('class', curve.inside ? 'ours' : 'reference').attr('stroke-width', 1.8).attr('d', d3.line(d => x(d[0]), d => y(d[1]))(line));
    root.append('text').attr('x', box.right).attr('y', 122).attr('text-anchor', 'end').text('p = ' + number(curve.p_value, 2));
  });
}

function drawEmbedding() {
  const e = report.result.embedding;
  if (e === null) { d3.select('#embedding-section').remove(); return; }
  text('embedding-note', `R² of each parameter by linear regression on the embedding of data, fitted to ${whole(e.fitted)} fresh pairs of the proposal `
    + `and judged by ${whole(e.held_out)} others. 1: the embedding holds it in linear form. Less: the data do not tell the parameter, or the embedding holds it in another form.`);
  const table = d3.select('#embedding');
  table.append('thead').append('tr').selectAll('th').data(['parameter', 'R²']).join('th').attr('scope', 'col').text(d => d);
  table.append('tbody').selectAll('tr').data(e.parameters).join('tr').selectAll('td')
    .data(p => [p.parameter, p.r2 === null ? 'n/a' : d3.format('.3f')(p.r2)]).join('td').text(d => d);
}

/* Few values are apart from each other: whiskers. Many are a course: bands. */
function drawPredictive() {
  const p = report.result.predictive, channels = report.predictive;
  text('predictive-note', p === null ? 'Too few simulations of the posterior’s draws gave data in time.'
    : `${whole(p.runs)} draws of the posterior were simulated${p.missing ? ` (${whole(p.missing)} more failed or took too long)` : ''}. `
    + `${Math.round(100 * p.inside90)} % of the record’s values lie inside the central 90 % of the simulated ones. `
    + `How far out the record lies as a whole, against the simulated data: p = ${number(p.p_value, 2)} (two-sided; small: the model does not explain the record).`
    + (channels[0].values > channels[0].record.length ? ` The first ${channels[0].record.length} of ${whole(channels[0].values)} values are shown.` : ''));
  if (p === null) { return; }
  legend('#predictive-legend', [['the record', 'reference'], ['median, 50 % and 90 % of the simulated data', 'ours']]);
  d3.select('#predictive').attr('class', channels.length > 1 ? 'wide grid' : '').selectAll('div').data(channels).join('div').each(function (c) {
    if (channels.length > 1) { d3.select(this).append('h3').text(c.name); }
    const count = c.record.length, few = count <= 24, width = channels.length > 1 ? 480 : 960;
    const box = { left: 44, right: width - 8, top: 16, bottom: 200 }, root = svg(this, width, 236, 'Record and simulated data, ' + c.name);
    const [low, lower, median, upper, high] = c.quantiles;
    const x = d3.scaleLinear(few ? [0.5, count + 0.5] : [1, count], [box.left, box.right]);
    const y = d3.scaleLinear(d3.extent([...low, ...high, ...c.record]), [box.bottom, box.top]).nice();
    root.append('g').attr('transform', `translate(0,${box.bottom})`).call(d3.axisBottom(x).tickValues(x.ticks(few ? count : 10).filter(Number.isInteger)).tickFormat(d3.format('d')));
    root.append('g').attr('transform', `translate(${box.left},0)`).call(d3.axisLeft(y).ticks(5));
    root.append('text').attr('x', box.right).attr('y', box.bottom + 32).attr('text-anchor', 'end').text('index');
    const indices = d3.range(count), at = i => x(i + 1);
    if (few) {
      indices.forEach(i => {
        root.append('path').attr('class', 'ours').attr('stroke-width', 1.4).attr('d', `M${at(i)},${y(low[i])}V${y(high[i])}`);
        root.append('path').attr('class', 'ours').attr('stroke-width', 9).attr('opacity', 0.35).attr('d', `M${at(i)},${y(lower[i])}V${y(upper[i])}`);
        root.append('path').attr('class', 'ours').attr('stroke-width', 2).attr('d', `M${at(i) - 8},${y(median[i])}h16`);
      });
    } else {
      [[low, high], [lower, upper]].forEach(([from, to]) => root.append('path').attr('class', 'band').attr('d', d3.area(at, i => y(from[i]), i => y(to[i]))(indices)));
      root.append('path').attr('class', 'ours').attr('stroke-width', 1.4).attr('d', d3.line(at, i => y(median[i]))(indices));
      root.append('path').attr('class', 'reference').attr('stroke-width', 1.2).attr('d', d3.line(at, i => y(c.record[i]))(indices));
    }
    if (count <= 120) {
      root.append('g').attr('class', 'fill-reference').selectAll('circle').data(indices).join('circle').attr('cx', at).attr('cy', i => y(c.record[i])).attr('r', few ? 4 : 2.2);
    }
  });
}

/* The first hundredth is what counts: both axes of a root. */
function drawDetection() {
  const d = report.result.detection;
  if (d === null) { d3.select('#detection-section').remove(); return; }
  const share = d3.format('.1%'), kinds = d.corruptions.map((c, i) => ({ ...c, name: c.corruption.replaceAll('-', ' '), colour: `kind-${i}`, curve: report.detection[i] }));
  text('detection-note', `${whole(d.runs)} fresh runs of the simulator, and five corrupted copies of each: noise of each value’s deviation, an offset of two, channels stuck after `
    + 'their first quarter, another simulator with the same values one by one but independent, and values in another order. What counts is how far the data or their embedding lie '
    + `from held-out ones; the table has the area below the curve of both together, of the data’s distance alone and of the embedding’s. Circles: the limits of a verdict, doubtful from ${d.limit} on (${share(d.false_alarms)} of the fresh runs), not to be trusted from ${d.refusal} on (${share(d.false_refusals)}).`);
  legend('#detection-legend', kinds.map(k => [k.name, k.colour]));
  const box = { left: 44, right: 450, top: 18, bottom: 300 }, root = svg('#detection', 460, 340, 'Detections against false alarms');
  const x = d3.scaleSqrt([0, 1], [box.left, box.right]), y = d3.scaleLinear([0, 1], [box.bottom, box.top]);
  root.append('path').attr('class', 'guide').attr('d', d3.line(x, y)(d3.range(0, 1.001, 0.01)));
  root.append('g').attr('transform', `translate(0,${box.bottom})`).call(d3.axisBottom(x).tickValues([0, 0.01, 0.05, 0.1, 0.25, 0.5, 1]).tickFormat(d3.format('~%')));
  root.append('g').attr('transform', `translate(${box.left},0)`).call(d3.axisLeft(y).ticks(5, '~%'));
  root.append('text').attr('x', box.right).attr('y', box.bottom + 32).attr('text-anchor', 'end').text('false alarms');
  root.append('text').attr('x', box.left).attr('y', 10).text('detections');
  kinds.forEach(k => {
    const colour = `var(--${k.colour})`;
    root.append('path').attr('fill', 'none').attr('stroke-width', 1.8).style('stroke', colour).attr('d', d3.line(p => x(p[0]), p => y(p[1]))(d3.zip(k.curve.false_alarms, k.curve.detections)));
    [[d.false_alarms, k.detections, 4], [d.false_refusals, k.refusals, 2.5]].forEach(([a, b, r]) =>
      root.append('circle').attr('cx', x(a)).attr('cy', y(b)).attr('r', r).style('fill', colour).style('stroke', 'var(--card)'));
  });
  const table = d3.select('#detection-table'), area = v => v === null ? 'n/a' : d3.format('.3f')(v);
  table.append('thead').append('tr').selectAll('th').data(['corruption', 'area', 'of data', 'of embedding', 'doubtful', 'not trusted']).join('th').attr('scope', 'col').text(h => h);
  table.append('tbody').selectAll('tr').data(kinds).join('tr').selectAll('td')
    .data(k => [k.name, area(k.auc), area(k.auc_data), area(k.auc_embedding), share(k.detections), share(k.refusals)]).join('td').text(v => v);
}

function drawFacts() {
  const r = report.result, t = r.trust;
  facts('#trust', [['verdict', [t.verdict.replaceAll('-', ' '), ...t.reasons].join('; ')], ['status', t.status], ['sampler', t.sampler.replaceAll('-', ' ')],
    ['draws', whole(report.draws)], ['effective sample size', number(t.effective_sample_size)],
    ['acceptance', number(t.acceptance)], ['Pareto k', number(t.pareto_k, 2)], ['log Z of this observation', number(t.log_normaliser) + ' nats'],
    ['log Z, held out', `${number(t.log_normaliser_mean)} ± ${number(t.log_normaliser_deviation)} nats`],
    ...(t.bound_excess == null ? [] : [['mass above the rejection’s bound', d3.format('.2%')(t.bound_excess)]]),
    ...(r.verdict === null ? [] : [['promotion', r.verdict.reason], ...r.verdict.flags.map(flag => ['doubt', flag])]),
    ['mass cut with the proposal’s support', d3.format('.2%')(t.cut_mass ?? 0)],
    ...(t.leaked_mass == null ? [] : [['mass leaked beyond the prior, rejected', d3.format('.2%')(t.leaked_mass)]])]);
  facts('#run', Object.entries(report.run));
}

drawHead();
drawTable();
drawPairs();
drawLoss();
drawCoverage();
drawRanks();
drawEmbedding();
drawPredictive();
drawDetection();
drawFacts();
