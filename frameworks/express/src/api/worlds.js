import {
  parseCount,
  randomInteger,
  sampleIntegers,
} from '../common/numbers.js';
import { sendJson } from '../common/reply.js';
import { statements, withConnection } from '../db/client.js';

const WORLDS = 10_000;
const MAX_QUERIES = 500;

async function findWorld({ worldById }, id) {
  const [world] = await worldById.execute({ id });
  return world;
}

export async function getWorld(req, res) {
  sendJson(res, await findWorld(statements, randomInteger(WORLDS)));
}

export async function listWorlds(req, res) {
  const count = parseCount(req.query.queries, MAX_QUERIES);
  const ids = sampleIntegers(count, WORLDS);
  const worlds = await withConnection((connection) =>
    Promise.all(ids.map((id) => findWorld(connection, id))),
  );
  sendJson(res, worlds);
}

export async function updateWorlds(req, res) {
  const count = parseCount(req.query.queries, MAX_QUERIES);
  // Sorted: concurrent updates lock their rows in the same order.
  const ids = sampleIntegers(count, WORLDS).sort((a, b) => a - b);
  const worlds = await withConnection(async (connection) => {
    const found = await Promise.all(ids.map((id) => findWorld(connection, id)));
    for (const world of found) world.randomNumber = randomInteger(WORLDS);
    await connection.saveWorlds.execute({
      ids,
      randomNumbers: found.map((world) => world.randomNumber),
    });
    return found;
  });
  sendJson(res, worlds);
}
