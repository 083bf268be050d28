import { createSimulator, type DeliveryReport, deliver } from 'zoom-qss/testing';
import { SECRET } from './system.js';

/** A minute of simulated calls takes a second, and so does a minute of Zoom's waits between retries. */
const SPEED = 60;

export interface Traffic {
  /** How many events were sent, and how many times a receiver answered 2xx. */
  readonly sent: number;
  readonly accepted: number;
  /** The longest time without a 2xx since the last call, in milliseconds. */
  takeLongestGap(): number;
  /** The bodies that were answered 2xx in the last ten seconds. */
  recent(): string[];
  /** Sends no more events, and resolves once Zoom would have given up its last retry. */
  stop(): Promise<DeliveryReport>;
  /** All that was sent: the simulator makes the same each time. */
  bodies(): Iterable<string>;
}

/** Sends simulated events to the addresses in turn, as a load balancer does, and as often as Zoom does. */
export function startTraffic(urls: readonly string[], participants: number): Traffic {
  const options = { participants, minutes: 24 * 60, faults: true, seed: 18 };
  let sent = 0;
  let accepted = 0;
  let isStopping = false;
  let lastMs = Date.now();
  let longestMs = 0;
  let recent: { atMs: number; body: string }[] = [];

  function* events() {
    for (const delivery of createSimulator(options)) {
      if (isStopping) return;
      sent += 1;
      yield delivery;
    }
  }

  let turn = 0;
  async function balance(request: Request): Promise<Response> {
    turn += 1;
    const { method, headers, signal } = request;
    const body = await request.text();
    const response = await fetch(String(urls[turn % urls.length]), { method, headers, body, signal });
    if (response.ok) {
      longestMs = Math.max(longestMs, Date.now() - lastMs);
      lastMs = Date.now();
      accepted += 1;
      recent.push({ atMs: lastMs, body });
      if (recent.length > 10_000) recent = recent.slice(5_000);
    }
    return response;
  }

  const report = deliver(events(), {
    url: String(urls[0]),
    secret: SECRET,
    speed: SPEED,
    concurrency: 64,
    fetch: balance,
  });
  return {
    get sent() {
      return sent;
    },
    get accepted() {
      return accepted;
    },
    takeLongestGap() {
      const gap = Math.max(longestMs, Date.now() - lastMs);
      longestMs = 0;
      return gap;
    },
    recent() {
      const sinceMs = Date.now() - 10_000;
      return recent.filter(({ atMs }) => atMs > sinceMs).map(({ body }) => body);
    },
    stop() {
      isStopping = true;
      return report;
    },
    *bodies() {
      let count = 0;
      for (const { body } of createSimulator(options)) {
        if (count === sent) return;
        count += 1;
        yield body;
      }
    },
  };
}
