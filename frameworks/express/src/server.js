import { createServer } from 'node:http';
import process from 'node:process';
import { app } from './app.js';
import { upstream } from './api/quotes.js';
import { config } from './config.js';
import { pool } from './db/client.js';

const IDLE_SWEEP_MS = 50;
const SHUTDOWN_LIMIT_MS = 8_000;

export function startServer() {
  let stopping = false;

  const server = createServer((req, res) => {
    if (stopping) res.setHeader('Connection', 'close');
    app(req, res);
  });
  // Longer than the idle timeout of the usual load balancers (60 s), so that
  // it is never us who close a connection just as they send on it.
  server.keepAliveTimeout = 75_000;
  server.listen(config.port, config.host, () =>
    console.log(`listening on http://${config.host}:${config.port}`),
  );

  const stop = (signal) => {
    if (stopping) return;
    stopping = true;
    console.log(`${signal}: finishing open requests`);

    // close() ends what is idle now; connections that finish a request later
    // become idle again, so sweep until the last one is gone.
    const sweep = setInterval(
      () => server.closeIdleConnections(),
      IDLE_SWEEP_MS,
    );
    setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
    server.close(async () => {
      clearInterval(sweep);
      await Promise.all([pool.end(), upstream.close()]);
      // A cluster worker stays connected to the primary until told otherwise.
      process.disconnect?.();
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
