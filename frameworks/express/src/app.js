import express from 'express';
import { listFortunes } from './api/fortunes.js';
import { getHealth } from './api/health.js';
import { getJson, getPlaintext } from './api/hello.js';
import { listQuotes } from './api/quotes.js';
import { getWorld, listWorlds, updateWorlds } from './api/worlds.js';
import { errorHandler, notFound } from './common/errors.js';

export const app = express();

app.disable('x-powered-by');
app.disable('etag');

// Routes hang on the app itself: every nested router is a few microseconds
// more on each request.
app.get('/plaintext', getPlaintext);
app.get('/json', getJson);
app.get('/db', getWorld);
app.get('/queries', listWorlds);
app.get('/updates', updateWorlds);
app.get('/fortunes', listFortunes);
app.get('/upstream', listQuotes);
app.get('/healthz', getHealth);

if (process.env.DRIVER_ROUTES) {
  const { addDriverRoutes } = await import('./driver/routes.js');
  addDriverRoutes(app);
}

app.use(notFound);
app.use(errorHandler);
