// A pair plot on a canvas, of bins: its cost does not depend on how many draws there are.
import { colour, number } from './format.js';

const tile = document.createElement('canvas');

// histograms as /api/sensors/{sensor}/pairs gives them; shown are the parameters drawn, in order.
export function drawPairs(canvas, histograms, names, shown) {
  const width = canvas.clientWidth, ratio = window.devicePixelRatio || 1, size = Math.round(width * ratio);
  if (width === 0) return;
  if (canvas.width !== size) canvas.width = canvas.height = size;
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, width);
  const style = { accent: d3.rgb(colour('accent')), card: d3.rgb(colour('card')), ink: colour('ink'), soft: colour('soft'), line: colour('line') };
  const count = shown.length, foot = 22, gap = count > 5 ? 4 : 8;
  const w = (width - gap * (count - 1)) / count, h = (width - foot - gap * (count - 1)) / count;
  context.font = `${w > 70 ? 12 : 10}px system-ui, sans-serif`;
  for (let row = 0; row < count; row++) {
    for (let column = 0; column <= row; column++) {
      const box = { x: column * (w + gap), y: row * (h + gap), w, h };
      if (row === column) diagonal(context, histograms.single[shown[row]], box, style);
      else density(context, histograms, shown[row], shown[column], box, style);
      context.strokeStyle = style.line;
      context.lineWidth = 1;
      context.strokeRect(box.x + .5, box.y + .5, box.w - 1, box.h - 1);
      if (row === column) name(context, names[shown[row]], box, style);
      if (row === count - 1) ends(context, histograms, shown[column], box, style);
    }
  }
}

function name(context, text, box, style) {
  context.fillStyle = style.ink;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.fillText(text, box.x + 5, box.y + 5, box.w - 8);
}

// Where the bins begin and end, below the last row.
function ends(context, h, p, box, style) {
  context.fillStyle = style.soft;
  context.textBaseline = 'top';
  const y = box.y + box.h + 5, digits = box.w > 90 ? 3 : 2;
  if (box.w < 44) return;
  context.textAlign = 'left';
  context.fillText(number(h.lower[p], digits), box.x, y, box.w / 2 - 2);
  context.textAlign = 'right';
  context.fillText(number(h.upper[p], digits), box.x + box.w, y, box.w / 2 - 2);
}

function diagonal(context, heights, box, style) {
  const step = box.w / heights.length, room = box.h - 22;
  context.fillStyle = style.accent.toString();
  context.globalAlpha = .85;
  context.beginPath();
  heights.forEach((height, k) => context.rect(box.x + k * step, box.y + box.h - room * height / 1000, step + .3, room * height / 1000));
  context.fill();
  context.globalAlpha = 1;
}

function density(context, h, row, column, box, style) {
  const [a, b] = row > column ? [row, column] : [column, row], bins = h.bins, cells = h.pairs[a * (a - 1) / 2 + b];
  tile.width = tile.height = bins;
  const image = new ImageData(bins, bins);
  for (let i = 0; i < bins; i++) {
    for (let j = 0; j < bins; j++) {
      // Bin i of the row's parameter from below, bin j of the column's from the left.
      const height = row > column ? cells[i * bins + j] : cells[j * bins + i], at = 4 * ((bins - 1 - i) * bins + j);
      image.data[at] = style.accent.r;
      image.data[at + 1] = style.accent.g;
      image.data[at + 2] = style.accent.b;
      image.data[at + 3] = height === 0 ? 0 : 20 + 235 * Math.pow(height / 1000, .7);
    }
  }
  tile.getContext('2d').putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(tile, box.x, box.y, box.w, box.h);
}
