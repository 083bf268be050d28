/**
 * Runs `normalize --format ndjson` over generated files in its own process, against a process that only splits lines, parses
 * them, and stringifies the same output; and `report` over a generated file of samples.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ndjsonFormatter } from '../src/cli/output/json-formats.js';
import { isQosEvent, isQosSummaryEvent, parseEvent, type QosEvent, toSamples } from '../src/index.js';
import { median, type Row } from './harness.js';
import { minuteEvent } from './payloads.js';
import { mixed } from './traffic.js';

const folder = mkdtempSync(join(tmpdir(), 'zoom-qss-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const EVENTS = 50;
const lines = Array.from({ length: EVENTS }, (_, index) => JSON.stringify(eventOf(index)));
const program = await bundle();
const peer = writePeer();
// Large enough for V8's young generation to reach its full size, which is not the program's own memory.
const usual = writeInput('80.ndjson', 80e6);
const large = writeInput('240.ndjson', 240e6);
let peakWithWorkers = 0;
const reportPeaks = { alone: 0, shared: 0 };
const peaks = new Map<string, Promise<number>>();

export const rows: Row[] = [
  {
    name: 'cli: normalize 80 MB to NDJSON, against parse and stringify',
    limit: 1 / 0.8,
    measure: async ({ rounds }) => {
      const ratios: number[] = [];
      for (let round = 0; round < Math.ceil(rounds / 8); round++) {
        const before = await run(peer, [usual]);
        const own = await run(program, ['normalize', '--format', 'ndjson', usual]);
        ratios.push(own.ms / before.ms);
      }
      return median(ratios);
    },
  },
  {
    name: 'cli: normalize 240 MB of traffic with 2 workers, against one thread',
    limit: 1 / 1.5,
    measure: async ({ rounds }) => {
      const traffic = writeInput('traffic.ndjson', 240e6, [...mixed().warmUp, ...mixed().measured]);
      const args = ['normalize', '--format', 'ndjson', traffic];
      const ratios: number[] = [];
      for (let round = 0; round < Math.ceil(rounds / 8); round++) {
        const alone = await run(program, args);
        const shared = await run(program, [...args, '--workers', '2']);
        ratios.push(shared.ms / alone.ms);
        peakWithWorkers = Math.max(peakWithWorkers, shared.peakMb);
      }
      return median(ratios);
    },
  },
  {
    name: 'cli: peak memory, the same with 2 workers',
    unit: 'MB',
    limit: 120 + 2 * 60,
    measure: () => peakWithWorkers,
  },
  {
    // Three threads share two cores, and each has to compile what it runs.
    name: 'cli: report on 240 MB of samples with 2 workers, against one thread',
    limit: 1 / 1.5,
    measure: async ({ rounds }) => {
      const args = ['report', '-o', join(folder, 'report.html'), writeSamples('samples.ndjson', 240e6)];
      const ratios: number[] = [];
      for (let round = 0; round < Math.ceil(rounds / 8); round++) {
        const alone = await run(program, args);
        const shared = await run(program, [...args, '--workers', '2']);
        ratios.push(shared.ms / alone.ms);
        reportPeaks.alone = Math.max(reportPeaks.alone, alone.peakMb);
        reportPeaks.shared = Math.max(reportPeaks.shared, shared.peakMb);
      }
      return median(ratios);
    },
  },
  // 120 MB, and 150 bytes for each of 260,000 samples.
  { name: 'cli: peak memory, report on 240 MB', unit: 'MB', limit: 160, measure: () => reportPeaks.alone },
  {
    name: 'cli: peak memory, the same with 2 workers',
    unit: 'MB',
    limit: 160 + 2 * 60,
    measure: () => reportPeaks.shared,
  },
  { name: 'cli: peak memory, 80 MB to NDJSON', unit: 'MB', limit: 120, measure: () => peakOf(usual) },
  { name: 'cli: peak memory, 240 MB to NDJSON', unit: 'MB', limit: 120, measure: () => peakOf(large) },
  {
    name: 'cli: peak memory, 240 MB against 80 MB',
    limit: 1.15,
    measure: async () => (await peakOf(large)) / (await peakOf(usual)),
  },
];

function peakOf(input: string): Promise<number> {
  const known =
    peaks.get(input) ?? run(program, ['normalize', '--format', 'ndjson', input]).then(({ peakMb }) => peakMb);
  peaks.set(input, known);
  return known;
}

/** Runs a program with its output in a file; resolves with its running time and peak memory. */
function run(file: string, args: readonly string[]): Promise<{ ms: number; peakMb: number }> {
  const output = openSync(join(folder, 'output'), 'w');
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', REPORT_PEAK, file, ...args], {
    stdio: ['ignore', output, 'ignore', 'pipe'],
  });
  let reported = '';
  child.stdio[3]?.on('data', (chunk) => {
    reported += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      const ms = performance.now() - start;
      closeSync(output);
      if (code === 0) resolve({ ms, peakMb: Number(reported) / 1e3 });
      else reject(new Error(`The program ended with ${code}.`));
    });
  });
}

// getrusage includes the parent's memory in that of a child, so prefer the kernel's high-water mark.
const REPORT_PEAK = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeSync } from 'node:fs';
  import { isMainThread } from 'node:worker_threads';
  if (isMainThread) process.on('exit', () => {
    let peak = process.resourceUsage().maxRSS;
    try { peak = Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]); } catch {}
    writeSync(3, String(peak));
  });
`)}`;

/** Writes the program to compare with. It reads what to stringify from a file, since it cannot read events. */
function writePeer(): string {
  const outputs = lines.map((line) => {
    const event = parseEvent(line);
    return isQosEvent(event) || isQosSummaryEvent(event)
      ? toSamples(event).samples.map((sample) => ({ kind: 'sample', ...sample }))
      : [];
  });
  writeFileSync(join(folder, 'outputs.json'), JSON.stringify(outputs));
  const path = join(folder, 'peer.mjs');
  writeFileSync(
    path,
    `import { readFileSync, writeSync } from 'node:fs';
     const outputs = JSON.parse(readFileSync(new URL('outputs.json', import.meta.url), 'utf8'));
     let at = 0, text = '', last;
     for (const line of readFileSync(process.argv[2], 'utf8').split('\\n')) {
       if (line === '') continue;
       last = JSON.parse(line);
       for (const output of outputs[at++ % outputs.length]) text += JSON.stringify(output) + '\\n';
       if (text.length >= 65536) { writeSync(1, text); text = ''; }
     }
     writeSync(1, text);`,
  );
  return path;
}

async function bundle(): Promise<string> {
  await build({
    entryPoints: ['main', 'worker'].map((name) =>
      fileURLToPath(new URL(`../src/cli/${name}.ts`, import.meta.url)),
    ),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outdir: folder,
  });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  return join(folder, 'main.js');
}

function writeInput(name: string, bytes: number, texts: readonly string[] = lines): string {
  const path = join(folder, name);
  const file = openSync(path, 'w');
  const batch = `${texts.join('\n')}\n`;
  for (let written = 0; written < bytes; written += batch.length) writeSync(file, batch);
  closeSync(file);
  return path;
}

/** Writes the samples of one conference after the other, each of ten people for two hours. */
function writeSamples(name: string, bytes: number): string {
  const { row } = ndjsonFormatter();
  let conference = '';
  for (let minute = 0; minute < 120; minute++) {
    const event_ts = 1_700_000_000_000 + minute * 60_000;
    for (let person = 0; person < 10; person++) {
      const event = minuteEvent(6, minute * 10 + person);
      const { object } = event.payload;
      const participant = {
        ...object.participant,
        user_id: String(person),
        participant_user_id: String(person),
        email: `person-${person}@example.com`,
        qos: object.participant.qos.map((item) => ({ ...item, date_time: new Date(event_ts).toISOString() })),
      };
      const payload = { ...event.payload, object: { ...object, uuid: 'UUID', participant } };
      // What parseEvent returns has the type of its name.
      const parsed = parseEvent(JSON.stringify({ ...event, event_ts, payload })) as QosEvent;
      for (const record of toSamples(parsed).samples) conference += row({ kind: 'sample', record });
    }
  }
  const path = join(folder, name);
  const file = openSync(path, 'w');
  for (let count = 0; count * conference.length < bytes; count++)
    writeSync(file, conference.replaceAll('UUID', `u${String(count).padStart(3, '0')}`));
  closeSync(file);
  return path;
}

/** A summary of 20 mixed entries, as Zoom sends when a participant leaves: about 6.5 kB. */
function eventOf(index: number): unknown {
  const number = (entry: number, spread: number) => (index * 31 + entry * 17) % spread;
  const streams = ['audio_input', 'audio_output', 'video_input', 'video_output', 'as_input', 'as_output'];
  const types = [...streams, ...streams.map((type) => type.replace(/_\w+/, '_device_from_crc')), 'cpu_usage'];
  const bounds = (name: string, unit: string, from: number) => ({
    [`min_${name}`]: `${from} ${unit}`,
    [`avg_${name}`]: `${from * 2}.5 ${unit}`,
    [`max_${name}`]: `${from * 3} ${unit}`,
  });
  const detailsOf = (type: string, entry: number): unknown => {
    if (type === 'cpu_usage')
      return {
        zoom_min_cpu_usage: '1%',
        zoom_avg_cpu_usage: `${number(entry, 50)}%`,
        zoom_max_cpu_usage: '72%',
        system_max_cpu_usage: '91%',
      };
    return {
      ...bounds('bitrate', 'kbps', number(entry, 900)),
      ...bounds('latency', 'ms', number(entry, 200)),
      ...bounds('jitter', 'ms', number(entry, 40)),
      ...bounds('loss', '%', number(entry, 5)),
      ...(type.startsWith('audio')
        ? {}
        : { resolution: '1280*720', ...bounds('frame_rate', 'fps', number(entry, 30)) }),
    };
  };
  return {
    event: 'meeting.participant_qos_summary',
    event_ts: 1_626_230_691_572 + index,
    payload: {
      account_id: 'AAAAAABBBB',
      object: {
        uuid: '4444AAAiAAAAAiAiAiiAii==',
        id: '1234567890',
        participant: {
          participant_id: String(16_778_240 + index),
          user_name: `Participant ${index}`,
          id: 'iFxeBPYun6SAiWUzBcEkX',
          email: 'user@example.com',
          qos: Array.from({ length: 20 }, (_, entry) => {
            const type = types[entry % types.length] ?? '';
            return { type, details: detailsOf(type, entry) };
          }),
        },
      },
    },
  };
}
