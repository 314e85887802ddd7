const short = d3.format('.4~g');
const result = report.result;

function drawHead() {
  document.title = `Streambed: reproduce ${result.reproduction}`;
  text('title', report.title);
  text('lead', report.lead);
  const kept = result.claims.filter(c => c.reproduced).length;
  tiles('#tiles', [
    [`${kept} of ${result.claims.length}`, 'claims reproduced'],
    [result.trials.length, result.trials.length === 1 ? 'training' : 'trainings'],
    [whole(d3.sum(result.trials, t => t.pairs)), 'pairs simulated'],
    [whole(d3.sum(result.trials, t => t.steps)), 'training steps'],
    [number(result.seconds) + ' s', 'in all'],
    [result.seed, 'seed']]);
}

function drawClaims() {
  d3.select('#claims').selectAll('li').data(result.claims).join('li').each(function (c) {
    const item = d3.select(this);
    item.append('span').attr('class', c.reproduced ? 'verdict good' : 'verdict bad')
      .text(c.reproduced ? 'reproduced' : 'not reproduced');
    const middle = item.append('div');
    middle.append('b').text(c.claim);
    middle.append('p').attr('class', 'note').text(c.figure);
    const figure = item.append('div').attr('class', 'measured');
    figure.append('b').text(c.value === null ? 'n/a' : short(c.value));
    figure.append('span').text(`${c.bound.replace('-', ' ')} ${short(c.limit)}`);
  });
}

/* Bars in HTML: their text keeps its size on a narrow screen. */
function bars(parent, chart) {
  const colours = ['ours', 'reference'];
  const entries = chart.groups.map((name, i) => [name, colours[i]]);
  legend(parent.append('div').attr('class', 'legend').node(),
    chart.limit ? [...entries, [chart.limit.name, 'ink']] : entries);
  const most = d3.max([...chart.bars.map(b => b.value ?? 0), chart.limit?.value ?? 0]) * 1.02 || 1;
  const share = value => `${100 * Math.max(0, value) / most}%`;
  const list = parent.append('div').attr('class', 'bars').attr('role', 'img').attr('aria-label', chart.axis);
  chart.bars.forEach(b => {
    list.append('span').text(b.name);
    const track = list.append('div').attr('class', 'track');
    track.append('i').attr('class', 'bar').style('width', share(b.value ?? 0)).style('background', `var(--${colours[b.group]})`);
    if (chart.limit) { track.append('i').attr('class', 'mark').style('left', share(chart.limit.value)); }
    list.append('span').attr('class', 'value').text(b.value === null ? 'n/a' : d3.format('.4f')(b.value));
  });
  parent.append('p').attr('class', 'note axis').text(chart.axis);
}

function marginals(parent, chart) {
  legend(parent.append('div').attr('class', 'legend').node(), [['draws', 'ours'], ['exact', 'reference'], ['truth', 'good']]);
  parent.append('div').attr('class', 'grid').selectAll('div').data(chart.panels).join('div').each(function (p) {
    const width = 240, height = 150, bottom = 128, bin = (p.upper - p.lower) / p.shares.length;
    const root = svg(this, width, height, 'Posterior of ' + p.name);
    const x = d3.scaleLinear([p.lower, p.upper], [12, width - 12]);
    const y = d3.scaleLinear([0, 1.08 * d3.max([...p.shares, ...p.density])], [bottom, 20]);
    root.append('g').attr('class', 'fill-ours').attr('opacity', 0.45).selectAll('rect').data(p.shares).join('rect')
      .attr('x', (_, i) => x(p.lower + i * bin)).attr('width', x(p.lower + bin) - x(p.lower) - 0.4)
      .attr('y', y).attr('height', d => bottom - y(d));
    const curve = d3.zip(p.x, p.density).filter(([at]) => at >= p.lower - bin && at <= p.upper + bin);
    const inside = at => Math.min(p.upper, Math.max(p.lower, at));
    root.append('path').attr('class', 'reference').attr('stroke-width', 1.8).attr('d', d3.line(d => x(inside(d[0])), d => y(d[1]))(curve));
    root.append('path').attr('class', 'truth').attr('d', `M${x(p.truth)},${bottom}V22`);
    root.append('g').attr('transform', `translate(0,${bottom})`).call(d3.axisBottom(x).ticks(4).tickSize(3).tickPadding(3));
    root.append('text').attr('class', 'name').attr('x', 4).attr('y', 13).text(p.name);
  });
}

function scatters(parent, chart) {
  parent.append('div').attr('class', 'grid').selectAll('div').data(chart.panels).join('div').each(function (p) {
    const box = { left: 34, right: 246, top: 24, bottom: 220 }, root = svg(this, 250, 258, p.name);
    const domain = d3.extent([...p.x, ...p.y]);
    const x = d3.scaleLinear(domain, [box.left, box.right]).nice(), y = d3.scaleLinear(x.domain(), [box.bottom, box.top]);
    root.append('path').attr('class', 'guide').attr('d', d3.line(v => x(v), v => y(v))(x.domain()));
    root.append('g').attr('class', 'fill-ours').attr('opacity', 0.55).selectAll('circle').data(d3.zip(p.x, p.y)).join('circle')
      .attr('cx', d => x(d[0]).toFixed(1)).attr('cy', d => y(d[1]).toFixed(1)).attr('r', 1.7);
    root.append('g').attr('transform', `translate(0,${box.bottom})`).call(d3.axisBottom(x).ticks(5));
    root.append('g').attr('transform', `translate(${box.left},0)`).call(d3.axisLeft(y).ticks(5));
    root.append('text').attr('class', 'name').attr('x', 0).attr('y', 12).text(p.name);
    root.append('text').attr('x', box.right).attr('y', box.bottom + 32).attr('text-anchor', 'end').text(chart.across);
    root.append('text').attr('x', box.left + 6).attr('y', box.top + 10).text(chart.up);
  });
}

const draw = { bars, marginals, scatters };

function drawSections() {
  d3.select('#sections').selectAll('section').data(report.sections).join('section').each(function (s) {
    const section = d3.select(this);
    section.append('h2').text(s.title);
    section.append('p').attr('class', 'note').text(s.note);
    s.drawings.forEach(d => draw[d.kind](section.append('div').attr('class', 'drawing'), d.chart));
  });
}

function drawTrainings() {
  d3.select('#trainings').selectAll('section').data(report.trainings).join('section').attr('class', 'two').each(function (t) {
    const section = d3.select(this), left = section.append('div'), right = section.append('div');
    left.append('h2').text('Training, ' + t.name);
    left.append('p').attr('class', 'note').text(t.losses.length < 2 ? 'Too few measurements were taken to draw a curve.'
      : 'The symmetric InfoNCE loss by training step, in nats.');
    if (t.losses.length >= 2) {
      lossChart(t.losses, left.append('div').attr('class', 'legend').node(), left.append('div').node());
    }
    right.append('h2').text('What was run, ' + t.name);
    facts(right.append('dl').node(), Object.entries(t.run));
  });
}

drawHead();
drawClaims();
drawSections();
drawTrainings();
