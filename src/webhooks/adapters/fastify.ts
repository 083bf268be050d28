import { ArgumentError } from '../../errors.js';
import type { Receiver } from '../receiver.js';
import { type NodeRequest, type NodeResponse, toNodeHandler } from './node.js';

/** The part of a Fastify instance that the plugin uses. */
export interface FastifyLike {
  readonly prefix: string;
  all(
    path: string,
    options: { onRequest: (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<void> },
    handler: () => void,
  ): unknown;
}

/** The part of a Fastify request that the plugin uses. */
export interface FastifyRequestLike {
  readonly raw: NodeRequest;
}

/** The part of a Fastify reply that the plugin uses. */
export interface FastifyReplyLike {
  readonly raw: NodeResponse;
  hijack(): unknown;
}

/**
 * Wraps a receiver as a Fastify plugin. Its route is the receiver's `path`, or without one the prefix it is registered with,
 * with or without a slash at the end. Without both it is `/` alone.
 *
 * It answers before Fastify reads the body, so the application's content type parsers do not touch it.
 *
 * @example
 * app.register(toFastifyPlugin(receiver), { prefix: '/webhooks/zoom' });
 *
 * @throws {ArgumentError} `path`, on registration, if the receiver's path is not under the prefix
 */
export function toFastifyPlugin(receiver: Receiver): (instance: FastifyLike) => Promise<void> {
  const handler = toNodeHandler(receiver);
  return async (instance) => {
    const onRequest = async (request: FastifyRequestLike, reply: FastifyReplyLike) => {
      reply.hijack();
      await handler(request.raw, reply.raw);
    };
    const route = (path: string) => instance.all(path, { onRequest }, () => undefined);
    const path = routeOf(receiver.path, instance.prefix);
    route(path);
    if (path === '/') return;
    try {
      // Zoom never retries after Fastify's 404.
      route(`${path}/`);
    } catch {
      // With `ignoreTrailingSlash` the first route has matched both already.
    }
  };
}

/** The route without the prefix, which Fastify adds. */
function routeOf(path: string | undefined, prefix: string): string {
  if (path === undefined) return '/';
  if (!path.startsWith(prefix)) throw new ArgumentError('path', 'a path under the prefix of the plugin');
  return path.slice(prefix.length).replace(/\/$/, '') || '/';
}
