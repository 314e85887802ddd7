// Numbers, times and elements. All text goes in as text.
export const number = (x, digits = 3) => x === null || x === undefined ? '–'
  : x !== 0 && (Math.abs(x) >= 1e6 || Math.abs(x) < 1e-4) ? x.toExponential(digits - 1)
  : Math.abs(+x.toPrecision(digits)) >= 10 ** digits ? Math.round(x).toLocaleString('en') : x.toPrecision(digits);
export const whole = x => x === null || x === undefined ? '–' : Math.round(x).toLocaleString('en');
export const rate = x => x === null || x === undefined ? '–' : +x.toPrecision(2) >= 100 ? whole(x) : x === 0 ? '0' : x.toPrecision(2);
export const percent = x => x === null || x === undefined ? '–' : `${Math.round(100 * x)} %`;
export const seconds = s => s === null || s === undefined ? '–' : s < 1e-3 ? `${two(s * 1e6)} µs`
  : s < 1 ? `${two(s * 1e3)} ms` : s < 90 ? `${two(s)} s` : s < 5400 ? `${Math.round(s / 60)} min`
  : s < 129600 ? `${Math.round(s / 3600)} h` : `${Math.round(s / 86400)} d`;
const two = x => +x.toPrecision(2) >= 10 ? `${Math.round(x)}` : x.toPrecision(2);
export const ago = time => { const s = (Date.now() - Date.parse(time)) / 1e3; return s < 1.5 ? 'now' : `${s < 90 ? `${Math.round(s)} s` : seconds(s)} ago`; };

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'class') element.className = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name.startsWith('aria-')) element.setAttribute(name, value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

export const byId = id => document.getElementById(id);
export const say = (id, text) => { const e = byId(id); if (e.textContent !== text) e.textContent = text; };
export const facts = (list, entries) => list.replaceChildren(...entries.flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]));
export const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
