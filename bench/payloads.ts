/**
 * Seeded QoS events in the forms Zoom writes. Each has a person, a conference, a time and values of its own. One value in ten
 * is in another case or with another space than documented; one stream in eight is idle, so that its values are blank; signal
 * strength comes as text and as numbers.
 */
import { createRandom, type Random } from '../src/testing/random.js';

/** How a value with a unit is written; without one, as traffic mixes them. */
export type Spelling = keyof typeof SPELLINGS;

const SPELLINGS = {
  '63 kbps': (number: number, unit: string) => `${number}${unit === '%' ? '' : ' '}${unit}`,
  '63kbps': (number: number, unit: string) => `${number}${unit === '%' ? ' ' : ''}${unit}`,
  '63 Kbps': (number: number, unit: string) => `${number} ${unit.slice(0, 1).toUpperCase()}${unit.slice(1)}`,
  '63 KBPS': (number: number, unit: string) => `${number} ${unit.toUpperCase()}`,
  '63': (number: number) => String(number),
  'a blank': () => '',
} as const;

const UNUSUAL: readonly [Spelling, ...Spelling[]] = ['63kbps', '63 Kbps', '63 KBPS'];

export const SPELLING_NAMES = Object.keys(SPELLINGS) as Spelling[];

type Details = Record<string, string | number>;

/** A live event of about a minute, of one participant. */
export function minuteEvent(entries: number, variant = 0, spelling?: Spelling) {
  const random = createRandom(`minute/${entries}/${variant}`);
  const at = timeOf(random);
  const date_time = `${new Date(at).toISOString().slice(0, -5)}Z`;
  const writer = new Writer(random, spelling);
  return {
    event: 'meeting.participant_qos',
    event_ts: at + random.integer(500, 60_000),
    payload: {
      account_id: 'AAAAAABBBB',
      object: {
        uuid: uuidOf(random),
        participant: {
          user_id: String(random.integer(16_000_000, 17_000_000)),
          participant_user_id: random.text(LETTERS, 21),
          email: `${random.text(LETTERS, 8).toLowerCase()}@example.com`,
          qos: typesOf(MINUTE_TYPES, entries, random).map((type) => ({
            date_time,
            type,
            details: writer.details(type, minuteStream),
          })),
        },
      },
    },
  };
}

/** The summary that Zoom sends when a participant leaves. */
export function qosSummary(entries: number, variant = 0, spelling?: Spelling) {
  const random = createRandom(`summary/${entries}/${variant}`);
  const writer = new Writer(random, spelling);
  return {
    event: 'meeting.participant_qos_summary',
    event_ts: timeOf(random),
    payload: {
      account_id: 'AAAAAABBBB',
      object: {
        uuid: uuidOf(random),
        id: String(random.integer(6_000_000_000, 9_000_000_000)),
        participant: {
          participant_id: String(random.integer(16_000_000, 17_000_000)),
          user_name: `${random.text(LETTERS, 5)} ${random.text(LETTERS, 9)}`,
          id: random.text(LETTERS, 21),
          email: `${random.text(LETTERS, 8).toLowerCase()}@example.com`,
          qos: typesOf(SUMMARY_TYPES, entries, random).map((type) => ({
            type,
            details: writer.details(type, summaryStream),
          })),
        },
      },
    },
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const MINUTE_TYPES = [
  'audio_input',
  'audio_output',
  'video_input',
  'video_output',
  'as_input',
  'as_output',
  'cpu_usage',
  'wifi_rssi',
  'audio_quality',
  'video_quality',
];

const SUMMARY_TYPES = [
  ...MINUTE_TYPES,
  'audio_device_from_crc',
  'audio_device_to_crc',
  'video_device_from_crc',
  'video_device_to_crc',
  'as_device_from_crc',
  'as_device_to_crc',
  'audio_device_from_rwg',
  'audio_device_to_rwg',
  'video_device_from_rwg',
  'video_device_to_rwg',
  'as_device_from_rwg',
  'as_device_to_rwg',
];

/** As many types as asked for, in their order; some are left out, or all come again. */
function typesOf(types: readonly string[], entries: number, random: Random): string[] {
  if (entries > types.length)
    return Array.from({ length: entries }, (_, index) => types[index % types.length] ?? '');
  const chosen = [...types];
  while (chosen.length > entries) chosen.splice(random.integer(0, chosen.length - 1), 1);
  return chosen;
}

function timeOf(random: Random): number {
  return 1_640_995_200_000 + random.integer(0, 157_000_000) * 1000 + random.integer(0, 999);
}

function uuidOf(random: Random): string {
  return `${random.text(`${LETTERS}0123456789+`, 22)}==`;
}

/** Writes the details of one stream: what was measured, and the picture if it has one. */
type WriteStream = (writer: Writer, kbps: number, hasPicture: boolean) => Details;

/** Writes the values of one event. */
class Writer {
  readonly random: Random;
  readonly #spelling: Spelling | undefined;
  readonly #rssiAsText: boolean;
  #isIdle = false;

  constructor(random: Random, spelling: Spelling | undefined) {
    this.random = random;
    this.#spelling = spelling;
    this.#rssiAsText = random.chance(0.5);
  }

  details(type: string, writeStream: WriteStream): Details {
    const { random } = this;
    this.#isIdle = random.chance(0.125);
    if (type === 'cpu_usage') return this.#cpu();
    if (type === 'wifi_rssi') return this.#rssi();
    if (type.endsWith('_quality'))
      return {
        quality: random.pick(['good', 'good', 'fair', 'poor', 'bad']),
        quality_score: String(random.integer(100, 500) / 100),
      };
    if (type.startsWith('audio')) return writeStream(this, random.integer(20, 90), false);
    return writeStream(this, random.integer(120, 2500), true);
  }

  value(number: number, unit: string): string {
    const { random } = this;
    if (this.#isIdle) return '';
    const usual = this.#spelling ?? '63 kbps';
    const isUsual = this.#spelling !== undefined || random.chance(0.9);
    return SPELLINGS[isUsual ? usual : random.pick(UNUSUAL)](number, unit);
  }

  /** A number up to `most`; one in four has decimals. */
  upTo(most: number): number {
    return this.random.chance(0.25) ? this.random.integer(0, most * 100) / 100 : this.random.integer(0, most);
  }

  /** Three values in order. */
  bounds(name: string, unit: string, most: number): Details {
    const numbers = [this.upTo(most), this.upTo(most), this.upTo(most)].toSorted((a, b) => a - b);
    const [min = '', avg = '', max = ''] = numbers.map((number) => this.value(number, unit));
    return { [`min_${name}`]: min, [`avg_${name}`]: avg, [`max_${name}`]: max };
  }

  resolution(): string {
    if (this.#isIdle) return '';
    return this.random.pick(['1280*720', '640*360', '320*180', '1920*1080', '160*90', '0*0']);
  }

  #cpu(): Details {
    const least = this.random.integer(1, 20);
    return {
      zoom_min_cpu_usage: this.value(least, '%'),
      zoom_avg_cpu_usage: this.value(least + this.random.integer(0, 20), '%'),
      zoom_max_cpu_usage: this.value(least + this.random.integer(20, 60), '%'),
      system_max_cpu_usage: this.value(this.random.integer(least, 100), '%'),
    };
  }

  #rssi(): Details {
    const min = this.random.integer(-90, -50);
    const [avg, max] = [min + this.random.integer(0, 8), min + this.random.integer(8, 20)];
    const write = (dbm: number) => (this.#rssiAsText ? String(dbm) : dbm);
    return { max_rssi: write(max), avg_rssi: write(avg), min_rssi: write(min), rssi_unit: 'dBm' };
  }
}

function minuteStream(writer: Writer, kbps: number, hasPicture: boolean): Details {
  return {
    bitrate: writer.value(kbps, 'kbps'),
    latency: writer.value(writer.upTo(300), 'ms'),
    jitter: writer.value(writer.upTo(40), 'ms'),
    avg_loss: writer.value(writer.random.integer(0, 40) / 100, '%'),
    max_loss: writer.value(writer.random.integer(40, 300) / 100, '%'),
    ...(hasPicture && {
      resolution: writer.resolution(),
      frame_rate: writer.value(writer.random.integer(1, 30), 'fps'),
    }),
  };
}

function summaryStream(writer: Writer, kbps: number, hasPicture: boolean): Details {
  return {
    ...writer.bounds('bitrate', 'kbps', kbps * 2),
    ...writer.bounds('latency', 'ms', 300),
    ...writer.bounds('jitter', 'ms', 40),
    ...writer.bounds('loss', '%', 3),
    ...(hasPicture && { resolution: writer.resolution(), ...writer.bounds('frame_rate', 'fps', 30) }),
  };
}
