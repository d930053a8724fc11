/*
 * Drizzle by way of require(). Node 24 parses a package's package.json for each
 * ES module it loads from there, and Drizzle's is 175 kB for a hundred modules:
 * half a second of CPU and 120 MB more at the start than as CommonJS.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const { eq, sql } = require('drizzle-orm');
export const { integer, pgTable, varchar } = require('drizzle-orm/pg-core');
export const { drizzle } = require('drizzle-orm/node-postgres');
export const { migrate } = require('drizzle-orm/node-postgres/migrator');
