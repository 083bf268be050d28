import { afterEach, describe, expect, it, vi } from 'vitest';
import { readRetryAfter } from '../../src/rest/retry-after.js';

const NOW = Date.parse('2026-05-30T23:59:00Z');
const MIDNIGHT = '2026-05-31T00:00:00.000Z';

describe('Retry-After', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    '2026-05-31T00:00:00Z',
    '2026-05-31T00:00:00.000Z',
    '2026-05-31T02:00:00+02:00',
    '2026-05-31T00:00:00',
    '2026-05-31T00:00Z',
    '2026-05-31',
    ' 2026-05-31T00:00:00Z ',
    'Sun, 31 May 2026 00:00:00 GMT',
    'Sunday, 31-May-26 00:00:00 GMT',
    'Sun May 31 00:00:00 2026',
    '60',
  ])('reads %j', (header) => {
    expect(readRetryAfter(header, NOW)?.toISOString()).toBe(MIDNIGHT);
  });

  it('reads a date without a zone as UTC in any time zone', () => {
    vi.stubEnv('TZ', 'Asia/Tokyo');
    expect(readRetryAfter('2026-05-31T00:00:00', NOW)?.toISOString()).toBe(MIDNIGHT);
    expect(readRetryAfter('Sun May 31 00:00:00 2026', NOW)?.toISOString()).toBe(MIDNIGHT);
  });

  it('reads digits as seconds, even four of them', () => {
    expect(readRetryAfter('2026', NOW)?.getTime()).toBe(NOW + 2_026_000);
  });

  it.each([null, '', 'soon', '-5', '1e3', '0x10', '2026-13-45T00:00:00Z', 'May 2026', 'x'.repeat(10_000)])(
    'is absent in %j',
    (header) => {
      expect(readRetryAfter(header, NOW)).toBeUndefined();
    },
  );

  it('is a valid date for any number of seconds', () => {
    expect(readRetryAfter('9'.repeat(300), NOW)?.getTime()).toBe(8.64e15);
  });
});
