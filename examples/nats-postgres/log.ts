import { AckPolicy, DiscardPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection, nanos } from '@nats-io/transport-node';

/** The log: every verified body, once. */
export const LOG = 'zoom';
export const SUBJECT = 'zoom.events';
/** The bodies that no worker can store. */
export const DEAD_LETTERS = 'zoom-dead-letters';
export const DEAD_LETTER_SUBJECT = 'zoom.dead-letters';
/** The place of all workers in the log. */
export const CONSUMER = 'store';

export const ACK_WAIT_MS = 15_000;
/** Room for three days of your events. What exceeds it is refused. */
const MAX_BYTES = Number(process.env.LOG_MAX_BYTES ?? 4 * 2 ** 30);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export async function openLog(): Promise<{ connection: NatsConnection; js: ReturnType<typeof jetstream> }> {
  const servers = (process.env.NATS_URL ?? '127.0.0.1:4222').split(',');
  const connection = await connect({
    servers,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    waitOnFirstConnect: true,
  });
  return { connection, js: jetstream(connection) };
}

/** Creates the streams and the consumer, or changes them to these settings. */
export async function createStreams(connection: NatsConnection): Promise<void> {
  // Without an inspection, which fails while the nodes elect their leader.
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const settings = {
    num_replicas: 3,
    // A full log refuses bodies, the receiver answers 500, and Zoom keeps them: 85 minutes.
    discard: DiscardPolicy.New,
    max_bytes: MAX_BYTES,
    // As long as Zoom may send an event again.
    duplicate_window: nanos(90 * MINUTE_MS),
  };
  for (const [name, subject, days] of [
    [LOG, SUBJECT, 3],
    [DEAD_LETTERS, DEAD_LETTER_SUBJECT, 90],
  ] as const) {
    const stream = { subjects: [subject], max_age: nanos(days * DAY_MS), ...settings };
    await manager.streams.add({ name, ...stream }).catch(() => manager.streams.update(name, stream));
  }
  await manager.consumers.add(LOG, {
    durable_name: CONSUMER,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ACK_WAIT_MS),
    // A finite number would be used up by an outage of the database.
    max_deliver: -1,
    max_ack_pending: 10_000,
  });
}

/** Calls until it succeeds. Without a leader, the client reports that JetStream is not enabled. */
export async function untilAvailable<T>(
  what: string,
  call: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (;;)
    try {
      return await call();
    } catch (error) {
      if (signal?.aborted) throw error;
      console.warn(what, Object(error).code ?? Object(error).name);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
}
