import { outsideWindow } from '../../../webhooks/authenticate.js';
import { TIMESTAMP } from '../../../webhooks/signature.js';
import { DEFAULT_TOLERANCE_SECONDS } from '../../../webhooks/verify.js';
import { parseArguments } from '../../arguments.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { bytesOf, checkPaths } from '../../input/inputs.js';
import type { Io } from '../../io.js';
import { formatNumber } from '../../output/format-count.js';
import { readSecret } from '../../secret.js';
import { UsageError } from '../../usage-error.js';
import { diagnose, type Fit } from './diagnose.js';
import { readSignature } from './signature-form.js';

/** `zoom-qss verify`. */
export async function verify(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { timestamp, signature, bodyFile } = readOptions(args);
  if (bodyFile === '-' && !io.env.ZOOM_WEBHOOK_SECRET_TOKEN?.trim())
    throw new UsageError('Standard input is the body: set ZOOM_WEBHOOK_SECRET_TOKEN for the secret.');
  const [input] = checkPaths({ inputs: [bodyFile], rejects: undefined, issues: undefined }, io);
  const secret = await readSecret(io);
  const chunks: Buffer[] = [];
  if (input) for await (const chunk of bytesOf(input, () => {})) chunks.push(chunk);
  const body = Buffer.concat(chunks);

  const say = (...lines: string[]) => io.stdout.write(`${lines.join('\n')}\n`);
  const { hex, faults } = readSignature(signature);
  const timeFaults = TIMESTAMP.test(timestamp)
    ? []
    : ['The timestamp is malformed: Zoom’s is ten digits, the seconds since 1970.'];
  if (hex === undefined) {
    say('Not genuine: there is no signature to check.', ...listed([...faults, ...timeFaults]));
    return EXIT.rejected;
  }
  const { fit, tried } = await diagnose(hex, timestamp, secret, body);
  if (fit === undefined) {
    say(
      'Not genuine, and nothing tried makes it so.',
      ...listed([...faults, ...timeFaults]),
      ...listed(reasonsFor(body, tried)),
    );
    return EXIT.rejected;
  }
  if (fit.changes.length > 0 || faults.length > 0) {
    const conditions = fit.changes.length > 0 ? ['The signature fits if', ...listed(fit.changes)] : [];
    say('Not genuine as it was given.', ...listed(faults), ...conditions, ...timeLines(fit));
    return EXIT.rejected;
  }
  const late = timeLines(fit);
  say(
    late.length === 0
      ? 'Genuine: the secret signed these very bytes, and in time.'
      : 'Genuine, but out of time.',
    ...late,
  );
  return late.length === 0 ? EXIT.ok : EXIT.rejected;
}

function readOptions(args: readonly string[]) {
  const { values, positionals } = parseArguments(args, {
    timestamp: { type: 'string' },
    signature: { type: 'string' },
  });
  const { timestamp, signature } = values;
  const [bodyFile] = positionals;
  if (!timestamp || !signature || bodyFile === undefined || positionals.length > 1)
    throw new UsageError('Give --timestamp, --signature and one file with the body.');
  return { timestamp, signature, bodyFile };
}

/** What may be the case where nothing fits. */
function reasonsFor(body: Buffer, tried: number): string[] {
  const reasons = [
    'Another secret signed it. It is the Secret Token of the app that sends the event, under its features: neither the verification token nor the client secret.',
    'Time, signature and body are not of the same request. A retry is signed anew.',
    'The body was changed in a way that cannot be guessed. Store the bytes as they come, before anything parses them.',
  ];
  if (body.length === 0) reasons.unshift('The body is empty.');
  if (body.includes('\ufffd'))
    reasons.unshift('The body holds the character U+FFFD, which stands where bytes were lost in decoding.');
  return [...reasons, `${formatNumber(tried)} combinations of secret, time and body were tried.`];
}

/** Says what is wrong with a time that was signed; nothing if it is well. */
function timeLines({ time }: Fit): string[] {
  if (!TIMESTAMP.test(time)) return ['The time that was signed is not ten digits, the seconds since 1970.'];
  const signedAtMs = Number(time) * 1000;
  const nowMs = Date.now();
  const code = outsideWindow(signedAtMs, nowMs, DEFAULT_TOLERANCE_SECONDS);
  if (code === undefined) return [];
  const seconds = Math.round(Math.abs(nowMs - signedAtMs) / 1000);
  const when =
    code === 'timestamp_stale' ? `${duration(seconds)} ago` : `${duration(seconds)} ahead of this clock`;
  return [
    `It was signed ${when}. Receivers allow ${DEFAULT_TOLERANCE_SECONDS} s and refuse it as ${code}, as they should if it was stored.`,
  ];
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800
    ? `${Math.round(seconds / 3_600)} h`
    : `${formatNumber(Math.round(seconds / 86_400))} days`;
}

function listed(texts: readonly string[]): string[] {
  return texts.map((text) => `  - ${text}`);
}
