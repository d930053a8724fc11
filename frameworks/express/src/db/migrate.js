import { fileURLToPath } from 'node:url';
import { drizzle, migrate } from './drizzle.js';

const db = drizzle(process.env.DATABASE_URL);
await migrate(db, {
  migrationsFolder: fileURLToPath(new URL('../../drizzle', import.meta.url)),
});
await db.$client.end();
