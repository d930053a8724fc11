import { readFileSync } from 'node:fs';
import { Eta } from 'eta';
import { sendHtml } from '../common/reply.js';
import { statements } from '../db/client.js';

const view = new URL('../../views/fortunes.eta', import.meta.url);

// Compiled once here, so that a request does no look-up by path.
const eta = new Eta();
const renderFortunes = eta.compile(readFileSync(view, 'utf8')).bind(eta);

export async function listFortunes(req, res) {
  showFortunes(res, await statements.allFortunes.execute());
}

/** Adds the fortune of the request, sorts and renders. */
export function showFortunes(res, fortunes) {
  fortunes.push({
    id: 0,
    message: 'Additional fortune added at request time.',
  });
  fortunes.sort((a, b) => (a.message < b.message ? -1 : 1));
  sendHtml(res, renderFortunes({ fortunes }));
}
