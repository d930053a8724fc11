import { eq, sql } from './drizzle.js';
import { fortune, world } from './schema.js';

/** The queries of this service, built once and prepared by their names. */
export function prepareStatements(db) {
  const ids = sql.placeholder('ids');
  const randomNumbers = sql.placeholder('randomNumbers');

  return {
    worldById: db
      .select()
      .from(world)
      .where(eq(world.id, sql.placeholder('id')))
      .prepare('world_by_id'),

    // One statement for any number of rows. An upsert and not UPDATE ... FROM,
    // because it locks the rows in the order given, whatever the planner does.
    saveWorlds: db
      .insert(world)
      .select(
        sql`select * from unnest(${ids}::integer[], ${randomNumbers}::integer[])`,
      )
      .onConflictDoUpdate({
        target: world.id,
        set: { randomNumber: sql.raw(`excluded.${world.randomNumber.name}`) },
      })
      .prepare('save_worlds'),

    allFortunes: db.select().from(fortune).prepare('all_fortunes'),
  };
}
