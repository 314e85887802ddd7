// Looks at the server again and again, and shows what it says.
import { byId, say, seconds } from './format.js';
import { allow, follow, get } from './source.js';
import { lookAtSeries, lookAtStatus } from './stages.js';
import { lookAtCalibration } from './calibration.js';
import { lookAtModels } from './models.js';
import { begin, lookAtSensors } from './sensors.js';
import { lookAtLetters } from './letters.js';

let heard = 0;

// The word is read out when it changes; what counts seconds stands beside it.
function state(kind, word, since = '') {
  byId('state').className = kind;
  say('state-word', word);
  say('state-since', since);
}

async function status() {
  try {
    const now = await lookAtStatus();
    heard = Date.now();
    state('live', now.processes.some(p => p.up) ? 'live' : 'waiting for the first word');
    await lookAtLetters(now.dead_letters_open);
  } catch (problem) {
    state('lost', heard ? 'lost' : 'no answer', heard ? `${seconds((Date.now() - heard) / 1e3)} ago` : '');
    throw problem;
  }
}

async function models() {
  const serving = await lookAtModels();
  if (serving !== null) await lookAtCalibration(serving);
}

// Until it answers: nothing else can be shown without.
async function experiment() {
  for (;;) {
    try { return await get('/api/experiment'); } catch (problem) {
      state('lost', 'no answer');
      console.warn(problem.message);
      await new Promise(done => setTimeout(done, 1000));
    }
  }
}

const about = await experiment();
allow(about.page_maximum);
say('title', about.title);
document.title = `${about.name} – Streambed`;
begin(about);
follow(1000, status);
follow(1000, lookAtSensors);
follow(2000, lookAtSeries);
follow(2000, models);
