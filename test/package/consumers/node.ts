import { createServer } from 'node:http';
import { toNodeHandler } from 'zoom-qss/webhooks';
import { receiver } from './webhooks.js';

/** A server of Node's takes the handler, whose type knows nothing of Node. */
export const server = createServer(toNodeHandler(receiver));
