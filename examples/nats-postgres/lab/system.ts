import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { tables, views } from 'zoom-qss/store';
import { createStreams, LOG, openLog, untilAvailable } from '../log.js';
import { createNatsNodes } from './nats.js';
import { createPart, freePort, type Part, untilTrue } from './part.js';
import { type Connection, createPostgres, existingPostgres, query } from './postgres.js';

export const SECRET = 'secret';

/** Everything that runs: three nodes of the log, a database, two receivers, two workers. */
export interface System {
  readonly nodes: readonly Part[];
  readonly postgres: Part;
  readonly receivers: readonly Part[];
  readonly workers: readonly Part[];
  /** The addresses of the receivers. */
  readonly urls: readonly string[];
  readonly connection: Connection;
  readonly log: NatsConnection;
  readonly manager: JetStreamManager;
  stop(): Promise<void>;
}

/** Starts everything; with `postgresHost`, everything but the database. */
export async function startSystem(postgresHost?: string): Promise<System> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'zoom-qss-lab-')));
  const { nodes, url } = await createNatsNodes(folder);
  const { postgres, connection } =
    postgresHost === undefined ? await createPostgres(folder) : existingPostgres(postgresHost);
  const env = {
    ...process.env,
    ZOOM_WEBHOOK_SECRET_TOKEN: SECRET,
    NATS_URL: url,
    DRAIN_MS: '500',
    ...connection,
  };
  const program = (name: string, file: string, more: object, isReady: () => Promise<unknown>) =>
    createPart({
      name,
      command: process.execPath,
      args: [fileURLToPath(new URL(`../${file}.js`, import.meta.url))],
      env: { ...env, ...more },
      logs: folder,
      isReady,
    });
  const ports = [await freePort(), await freePort()];
  const urls = ports.map((port) => `http://127.0.0.1:${port}/webhooks/zoom`);
  const receivers = urls.map((address, index) =>
    program(`receiver-${index + 1}`, 'receiver', { PORT: String(ports[index]) }, () =>
      fetch(address, { method: 'POST' }),
    ),
  );
  const workers = [1, 2].map((number) => program(`worker-${number}`, 'worker', {}, async () => {}));

  await Promise.all([...nodes, postgres].map((part) => part.start()));
  await query(connection, tables('postgres') + views('postgres'));
  process.env.NATS_URL = url;
  const { connection: log } = await openLog();
  await untilAvailable('streams', () => createStreams(log));
  const manager = await jetstreamManager(log, { checkAPI: false });
  await Promise.all([...receivers, ...workers].map((part) => part.start()));
  return {
    nodes,
    postgres,
    receivers,
    workers,
    urls,
    connection,
    log,
    manager,
    async stop() {
      await log.close();
      await Promise.all([...receivers, ...workers, ...nodes].map((part) => part.end('SIGKILL')));
      await postgres.end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until every node has all of the log, so that any one of them may fail. */
export function untilReplicated({ manager }: Pick<System, 'manager'>): Promise<void> {
  return untilTrue('all replicas', async () => {
    const { cluster } = await manager.streams.info(LOG);
    const replicas = cluster?.replicas ?? [];
    return replicas.length === 2 && replicas.every(({ current, offline }) => current && offline !== true);
  });
}
