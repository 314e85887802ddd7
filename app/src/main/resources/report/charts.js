'use strict';
const report = JSON.parse(document.getElementById('data').textContent);
const text = (id, value) => d3.select('#' + id).text(value);
const number = (x, digits = 3) => x === null || x === undefined ? 'n/a'
  : Math.abs(x) >= 1e5 || (x !== 0 && Math.abs(x) < 1e-3) ? x.toExponential(digits - 1)
  : Math.abs(x) >= 10 ** digits ? Math.round(x).toLocaleString('en') : x.toPrecision(digits);
const whole = d3.format(',');

function svg(parent, width, height, label) {
  return d3.select(parent).append('svg').attr('viewBox', [0, 0, width, height]).attr('role', 'img')
    .attr('aria-label', label);
}

function legend(parent, entries) {
  d3.select(parent).selectAll('span').data(entries).join('span').each(function ([name, colour]) {
    d3.select(this).append('i').style('background', `var(--${colour})`);
    this.append(name);
  });
}

function facts(parent, entries) {
  const list = d3.select(parent);
  entries.forEach(([name, value]) => { list.append('dt').text(name); list.append('dd').text(value); });
}

function axes(root, x, y, box, xName, yName, yFormat) {
  root.append('g').attr('transform', `translate(0,${box.bottom})`).call(d3.axisBottom(x).ticks(5, x.domain()[1] >= 1000 ? '~s' : undefined));
  root.append('g').attr('transform', `translate(${box.left},0)`).call(d3.axisLeft(y).ticks(5, yFormat));
  root.append('text').attr('x', box.right).attr('y', box.bottom + 32).attr('text-anchor', 'end').text(xName);
  root.append('text').attr('x', box.left).attr('y', 10).text(yName);
}

function tiles(parent, entries) {
  d3.select(parent).selectAll('div').data(entries).join('div')
    .each(function ([value, name]) { d3.select(this).append('b').text(value); d3.select(this).append('span').text(name); });
}

function lossChart(points, legendParent, parent) {
  legend(legendParent, [['training', 'ours'], ['held out', 'reference']]);
  const box = { left: 44, right: 470, top: 18, bottom: 250 }, root = svg(parent, 480, 290, 'Loss by training step');
  const values = points.flatMap(p => [p.loss, p.held_out_loss]).filter(v => v !== null).sort(d3.ascending);
  const x = d3.scaleLinear([0, d3.max(points, p => p.step)], [box.left, box.right]);
  // Log densities may be above 0, their losses below.
  const above = values[0] > 0, ends = [above ? Math.max(0.01, values[0]) : values[0], values[values.length - 1]];
  const y = (above ? d3.scaleLog : d3.scaleLinear)(ends, [box.bottom, box.top]).nice().clamp(true);
  axes(root, x, y, box, 'step', above ? 'nats (logarithmic)' : 'nats', '~g');
  [['loss', 'ours'], ['held_out_loss', 'reference']].forEach(([key, kind]) => root.append('path').attr('class', kind)
    .attr('stroke-width', 1.6).attr('d', d3.line(p => x(p.step), p => y(p[key])).defined(p => p[key] !== null)(points)));
}
