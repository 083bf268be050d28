import { outsideWindow } from '../../../webhooks/authenticate.js';
import { TIMESTAMP } from '../../../webhooks/signature.js';
import { DEFAULT_TOLERANCE_SECONDS } from '../../../webhooks/verify.js';
import { formatNumber } from '../../output/format-count.js';

/** Says why a receiver would refuse a signed timestamp now; `undefined` if it would not. */
export function timeFault(time: string): string | undefined {
  if (!TIMESTAMP.test(time)) return 'The signed timestamp is not ten digits, the seconds since 1970.';
  const signedAtMs = Number(time) * 1000;
  const nowMs = Date.now();
  const code = outsideWindow(signedAtMs, nowMs, DEFAULT_TOLERANCE_SECONDS);
  if (code === undefined) return undefined;
  const seconds = Math.round(Math.abs(nowMs - signedAtMs) / 1000);
  const when =
    code === 'timestamp_stale' ? `${duration(seconds)} ago` : `${duration(seconds)} ahead of this clock`;
  return `It was signed ${when}. Receivers allow ${DEFAULT_TOLERANCE_SECONDS} s and refuse it (${code}), as they should for a stored request.`;
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800
    ? `${Math.round(seconds / 3_600)} h`
    : `${formatNumber(Math.round(seconds / 86_400))} days`;
}
