import { drizzle } from './drizzle.js';
import pg from 'pg';
import { config } from '../config.js';
import { BatchingSocket } from './batchingSocket.js';
import { prepareStatements } from './statements.js';

export const pool = new pg.Pool({
  connectionString: config.databaseUrl,
  max: config.poolSize,
  idleTimeoutMillis: 0,
  // How long a request waits for a connection, new or from the pool.
  connectionTimeoutMillis: 3_000,
  statement_timeout: 5_000,
  keepAlive: true,
  pipeline: true,
  stream: () => new BatchingSocket(),
});

export const db = drizzle(pool);

/** For requests of one statement: each takes the next free connection. */
export const statements = prepareStatements(db);

// Prepared queries belong to what they were built on, so each connection has
// its own.
const statementsOf = new WeakMap();

pool.on('connect', (client) => {
  statementsOf.set(client, prepareStatements(drizzle(client)));
  // A lost connection fails its queries and leaves the pool; without a
  // listener it would also end the process.
  client.on('error', logLostConnection);
});
pool.on('error', () => {});

function logLostConnection(error) {
  console.error(`database connection lost: ${error.message}`);
}

/**
 * For requests of several statements: they go down one connection together,
 * pipelined, instead of one by one down as many as the pool has.
 */
export async function withConnection(work) {
  const client = await pool.connect();
  try {
    return await work(statementsOf.get(client));
  } finally {
    client.release();
  }
}
