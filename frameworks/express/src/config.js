import process from 'node:process';

// Express, like most of npm, defaults to development; the contract says APP_ENV.
process.env.NODE_ENV ??= process.env.APP_ENV ?? 'production';

const { env } = process;

function required(name) {
  if (!env[name]) throw new Error(`${name} is not set`);
  return env[name];
}

function positiveInteger(name, fallback) {
  const value = Number(env[name] ?? fallback);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${name} must be a positive integer, not ${env[name]}`);
  return value;
}

const workers = positiveInteger('WORKERS', 1);

export const config = Object.freeze({
  host: env.HOST ?? '127.0.0.1',
  port: positiveInteger('PORT', 3000),
  databaseUrl: required('DATABASE_URL'),
  upstreamUrl: required('UPSTREAM_URL'),
  workers,
  // DB_POOL counts the connections of all workers together.
  poolSize: Math.max(1, Math.floor(positiveInteger('DB_POOL', 16) / workers)),
});
