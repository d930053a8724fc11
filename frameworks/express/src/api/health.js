import { sql } from '../db/drizzle.js';
import { sendText } from '../common/reply.js';
import { db } from '../db/client.js';

export async function getHealth(req, res) {
  try {
    await db.execute(sql`select 1`);
    sendText(res, 'ok');
  } catch {
    sendText(res, 'database unavailable', 503);
  }
}
