// Line charts in SVG.
import { make, number } from './format.js';

const svg = (width, height, label) => d3.create('svg').attr('viewBox', [0, 0, width, height]).attr('role', 'img').attr('aria-label', label);

// A line without axes: [x, y] points.
export function spark(points, label) {
  const width = 260, height = 44, root = svg(width, height, label).attr('preserveAspectRatio', 'none');
  if (points.length > 1) {
    const x = d3.scaleLinear(d3.extent(points, p => p[0]), [0, width]);
    const y = d3.scaleLinear([0, d3.max(points, p => p[1]) || 1], [height - 2, 3]);
    root.append('path').attr('class', 'area').attr('d', d3.area(p => x(p[0]), height, p => y(p[1]))(points));
    root.append('path').attr('class', 'line').attr('vector-effect', 'non-scaling-stroke').attr('d', d3.line(p => x(p[0]), p => y(p[1]))(points));
  }
  return root.node();
}

// Lines over steps: [{name, kind, points: [[x, y], ...]}, ...].
export function lines(series, width, label, xName, yName) {
  const box = { left: 46, right: width - 5, top: 26, bottom: 240 }, root = svg(width, 278, label);
  const all = series.flatMap(s => s.points), ys = d3.sort(all.map(p => p[1]));
  // The first steps are far off; what matters is what follows.
  const low = ys[0], high = Math.max(d3.quantileSorted(ys, .97), low + 1e-9), wide = low > 0 && high / low > 8;
  const x = d3.scaleLinear([d3.min(all, p => p[0]), d3.max(all, p => p[0])], [box.left, box.right]);
  const y = (wide ? d3.scaleLog : d3.scaleLinear)([low, high], [box.bottom, box.top]).nice().clamp(true);
  root.append('g').attr('transform', `translate(0,${box.bottom})`).call(d3.axisBottom(x).ticks(width / 90, '~s'));
  root.append('g').attr('transform', `translate(${box.left},0)`).call(d3.axisLeft(y).ticks(6, wide ? '~g' : undefined));
  root.append('text').attr('x', box.right).attr('y', box.bottom + 34).attr('text-anchor', 'end').text(xName);
  root.append('text').attr('x', 4).attr('y', 10).text(wide ? `${yName} (logarithmic)` : yName);
  series.forEach(s => root.append('path').attr('class', `line ${s.kind}`).attr('d', d3.line(p => x(p[0]), p => y(p[1]))(s.points)));
  const legend = make('div', { class: 'legend' }, ...series.map(s => make('span', { class: s.kind || 'accent' }, make('i'), s.name)));
  return [legend, root.node()];
}

// Mean and deviation of one parameter over posteriors, oldest first.
export function course(name, unit, notes, p) {
  const width = 200, box = { left: 40, right: 198, top: 6, bottom: 62 }, root = svg(width, 78, `${name}, mean and deviation lately`);
  const rows = notes.map((n, i) => [notes.length > 1 ? i : 0, n.mean[p], n.sd[p]]);
  const x = d3.scaleLinear([0, Math.max(1, rows.length - 1)], [box.left + 4, box.right]);
  const y = d3.scaleLinear([d3.min(rows, r => r[1] - r[2]), d3.max(rows, r => r[1] + r[2])], [box.bottom, box.top]).nice(3);
  root.append('g').attr('transform', `translate(${box.left},0)`).call(d3.axisLeft(y).ticks(3));
  if (rows.length > 1) {
    root.append('path').attr('class', 'area').attr('d', d3.area(r => x(r[0]), r => y(r[1] - r[2]), r => y(r[1] + r[2]))(rows));
    root.append('path').attr('class', 'line').attr('d', d3.line(r => x(r[0]), r => y(r[1]))(rows));
  } else {
    root.append('path').attr('class', 'line').attr('d', `M${x(0)},${y(rows[0][1] - rows[0][2])}V${y(rows[0][1] + rows[0][2])}`);
    root.append('circle').attr('r', 3).attr('fill', 'var(--accent)').attr('cx', x(0)).attr('cy', y(rows[0][1]));
  }
  return make('div', { class: 'chart' }, make('h4', {}, `${name}${unit === '1' ? '' : ` [${unit}]`}`, make('small', {}, number(rows[rows.length - 1][1]))), root.node());
}

// A distribution function less the diagonal, in its band.
export function difference(curve, points, lower, upper, label) {
  const box = { left: 30, right: 178, top: 6, bottom: 84 }, root = svg(180, 104, label);
  const rows = points.map((z, i) => [z, curve.shares[i] - z, lower[i] - z, upper[i] - z]);
  const most = 1.15 * d3.max(rows, r => Math.max(Math.abs(r[1]), -r[2], r[3]));
  const x = d3.scaleLinear([0, 1], [box.left, box.right]), y = d3.scaleLinear([-most, most], [box.bottom, box.top]);
  root.append('path').attr('class', 'area').attr('d', d3.area(r => x(r[0]), r => y(r[2]), r => y(r[3]))(rows));
  root.append('path').attr('class', 'guide').attr('d', `M${x(0)},${y(0)}H${x(1)}`);
  root.append('path').attr('class', curve.inside ? 'line' : 'line bad').attr('d', d3.line(r => x(r[0]), r => y(r[1]))(rows));
  root.append('g').attr('transform', `translate(0,${box.bottom})`).call(d3.axisBottom(x).tickValues([0, .5, 1]).tickFormat(d3.format('~g')));
  root.append('g').attr('transform', `translate(${box.left},0)`).call(d3.axisLeft(y).ticks(3, '~g'));
  return root.node();
}
