import { sendJson, sendText } from '../common/reply.js';

export function getPlaintext(req, res) {
  sendText(res, 'Hello, World!');
}

export function getJson(req, res) {
  sendJson(res, { message: 'Hello, World!' });
}
