import { integer, pgTable, varchar } from './drizzle.js';

export const world = pgTable('world', {
  id: integer().primaryKey(),
  randomNumber: integer('randomnumber').notNull(),
});

export const fortune = pgTable('fortune', {
  id: integer().primaryKey(),
  message: varchar({ length: 2048 }).notNull(),
});
