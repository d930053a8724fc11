import { DataSource } from 'typeorm';
import { CreateWorldAndFortune1763942400000 } from './migrations/1763942400000-CreateWorldAndFortune.js';

/** For TypeORM's command line: `npm run migration:run`. */
export default new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  migrations: [CreateWorldAndFortune1763942400000],
});
