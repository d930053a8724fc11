import { STATUS_CODES } from 'node:http';
import { sendJson } from './reply.js';

export function notFound(req, res) {
  sendJson(res, { error: STATUS_CODES[404] }, 404);
}

// Express tells error handlers from others by their four parameters.
export function errorHandler(error, req, res, next) {
  if (res.headersSent) return next(error);
  const status = error.status ?? 500;
  // A failed query says in its cause what went wrong; all else needs its stack.
  if (status >= 500)
    console.error(req.method, req.path, error.cause?.message ?? error.stack);
  sendJson(res, { error: STATUS_CODES[status] }, status);
}
