import { TIMESTAMP } from '../../../webhooks/signature.js';
import { parseArguments } from '../../arguments.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { bytesOf, type Input, openInputs } from '../../input/inputs.js';
import type { Io } from '../../io.js';
import { formatNumber } from '../../output/format-count.js';
import { readSecret } from '../../secret.js';
import { UsageError } from '../../usage-error.js';
import { type Diagnosis, diagnose } from './diagnose.js';
import { readSignature } from './signature-form.js';
import { timeFault } from './time-fault.js';

/** Runs `zoom-qss verify`. */
export async function verify(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { timestamp, signature, bodyFile } = readOptions(args);
  if (bodyFile === '-' && !io.env.ZOOM_WEBHOOK_SECRET_TOKEN?.trim())
    throw new UsageError('Standard input is the body: set ZOOM_WEBHOOK_SECRET_TOKEN for the secret.');
  const inputs = openInputs([bodyFile], io);
  const secret = await readSecret(io);
  const body = await readAll(inputs);

  const { hex, faults } = readSignature(signature);
  const headerFaults = TIMESTAMP.test(timestamp)
    ? faults
    : [...faults, 'The timestamp is malformed: Zoom’s is ten digits, the seconds since 1970.'];
  const { isGenuine, lines } =
    hex === undefined
      ? { isGenuine: false, lines: ['Not genuine: no signature to check.', ...listed(headerFaults)] }
      : judge(await diagnose(hex, timestamp, secret, body), body, faults, headerFaults);
  io.stdout.write(`${lines.join('\n')}\n`);
  return isGenuine ? EXIT.ok : EXIT.rejected;
}

interface Verdict {
  readonly isGenuine: boolean;
  readonly lines: readonly string[];
}

function judge(
  { match, tried }: Diagnosis,
  body: Buffer,
  signatureFaults: readonly string[],
  headerFaults: readonly string[],
): Verdict {
  if (match === undefined)
    return {
      isGenuine: false,
      lines: [
        'Not genuine: no likely cause fits.',
        ...listed([...headerFaults, ...possibleCauses(body, tried)]),
      ],
    };
  const fault = timeFault(match.time);
  const timeLines = fault === undefined ? [] : [fault];
  if (match.fixes.length > 0 || signatureFaults.length > 0) {
    const fixes = match.fixes.length > 0 ? ['The signature matches if you', ...listed(match.fixes)] : [];
    return {
      isGenuine: false,
      lines: ['Not genuine as given.', ...listed(signatureFaults), ...fixes, ...timeLines],
    };
  }
  return fault === undefined
    ? { isGenuine: true, lines: ['Genuine: signed with this secret, byte for byte, and recent.'] }
    : { isGenuine: false, lines: ['Genuine, but not recent.', fault] };
}

function readOptions(args: readonly string[]) {
  const { values, positionals } = parseArguments(args, {
    timestamp: { type: 'string' },
    signature: { type: 'string' },
  });
  const { timestamp, signature } = values;
  const [bodyFile] = positionals;
  if (!timestamp || !signature || bodyFile === undefined || positionals.length > 1)
    throw new UsageError(
      'Give --timestamp and --signature, the values of the headers x-zm-request-timestamp and x-zm-signature, and one file with the body.',
    );
  return { timestamp, signature, bodyFile };
}

async function readAll(inputs: readonly Input[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (const input of inputs) for await (const chunk of bytesOf(input)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What may be wrong if nothing matches. */
function possibleCauses(body: Buffer, tried: number): string[] {
  const causes = [
    'Another secret signed it. Use the Secret Token of the app that sends the event (under its features), not the verification token or the client secret.',
    'The timestamp, signature and body are from different requests. A retry has a new signature.',
    'The body was changed in an unknown way. Store the bytes as they arrive, before anything parses them.',
  ];
  if (body.length === 0) causes.unshift('The body is empty.');
  if (body.includes('\ufffd'))
    causes.unshift('The body contains U+FFFD, which replaces bytes that a decoder could not read.');
  return [...causes, `Tried ${formatNumber(tried)} combinations of secret, timestamp and body.`];
}

function listed(texts: readonly string[]): string[] {
  return texts.map((text) => `  - ${text}`);
}
