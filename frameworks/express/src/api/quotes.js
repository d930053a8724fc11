import { Pool } from 'undici';
import { parseCount } from '../common/numbers.js';
import { sendJson } from '../common/reply.js';
import { config } from '../config.js';

const MAX_CALLS = 20;

// As many connections as there are calls in flight, kept open between them.
export const upstream = new Pool(config.upstreamUrl, {
  connections: null,
  keepAliveTimeout: 60_000,
  headersTimeout: 5_000,
  bodyTimeout: 5_000,
});

async function fetchQuote(id) {
  const { statusCode, body } = await upstream.request({
    method: 'GET',
    path: `/quotes/${id}`,
  });
  if (statusCode !== 200) {
    await body.dump();
    throw new Error(`upstream answered ${statusCode} for quote ${id}`);
  }
  return body.json();
}

export async function listQuotes(req, res) {
  const count = parseCount(req.query.calls, MAX_CALLS);
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  sendJson(res, { quotes: await Promise.all(ids.map(fetchQuote)) });
}
