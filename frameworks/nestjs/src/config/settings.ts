export interface Settings {
  HOST: string;
  PORT: number;
  DATABASE_URL: string;
  UPSTREAM_URL: string;
  WORKERS: number;
  DB_POOL: number;
}

/** Checks the environment once, at start. */
export function validate(env: Record<string, unknown>): Settings {
  return {
    HOST: typeof env.HOST === 'string' ? env.HOST : '127.0.0.1',
    PORT: positiveInteger(env, 'PORT', 3000),
    DATABASE_URL: required(env, 'DATABASE_URL'),
    UPSTREAM_URL: required(env, 'UPSTREAM_URL'),
    WORKERS: positiveInteger(env, 'WORKERS', 1),
    DB_POOL: positiveInteger(env, 'DB_POOL', 16),
  };
}

function required(env: Record<string, unknown>, name: string): string {
  const value = env[name];
  if (typeof value !== 'string' || !value)
    throw new Error(`${name} is not set`);
  return value;
}

function positiveInteger(
  env: Record<string, unknown>,
  name: string,
  fallback: number,
): number {
  const value = Number(env[name] ?? fallback);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${name} must be a positive integer, not ${env[name]}`);
  return value;
}
