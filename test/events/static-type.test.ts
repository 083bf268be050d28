import { beforeAll, describe, expect, it } from 'vitest';
import { isEvent, parseEvent, type VideoSdkEventName, type ZoomEventName } from 'zoom-qss';
import { eventShape } from '../../src/events/event-shape.js';
import { VIDEO_SDK_EVENT_SHAPES } from '../../src/generated/event-shapes.js';
import { compile, fileFor, source } from './compile.js';
import { corruptions, type Variant } from './corruptions.js';
import { example, QSS_EXAMPLES, type Raw, VIDEO_SDK_EXAMPLES } from './documented.js';

/** All QSS events, and of the Video SDK events the first of each shape. */
function judgedNames(): ZoomEventName[] {
  const videoSdk = [...VIDEO_SDK_EXAMPLES.keys()] as VideoSdkEventName[];
  const byShape = new Map(videoSdk.reverse().map((name) => [VIDEO_SDK_EVENT_SHAPES[name], name]));
  return [...(QSS_EXAMPLES.keys() as Iterable<ZoomEventName>), ...byShape.values()];
}

/** A documented example in its declared type, with one item in each list. */
function sample(name: ZoomEventName): Raw {
  const short = JSON.stringify(example(name), (_, inner) =>
    Array.isArray(inner) ? inner.slice(0, 1) : inner,
  );
  return parseEvent(short);
}

describe('static type and guard', () => {
  const cases = judgedNames().map((name) => {
    const shape = eventShape(name);
    if (!shape) throw new Error(`${name} has no shape.`);
    return { name, file: fileFor(name), variants: corruptions(sample(name), shape) };
  });
  let refused: Map<string, Set<number>>;
  beforeAll(() => {
    refused = compile(
      new Map(
        cases.map(({ name, file, variants }) => [
          file,
          source(
            name,
            variants.map(({ value }) => value),
          ),
        ]),
      ),
    );
  }, 60_000);

  it.each(cases)('agree on every corruption of $name', ({ name, file, variants }) => {
    const verdicts = (holds: (variant: Variant, index: number) => boolean) =>
      variants.map(
        (variant, index) => `${variant.label}: ${holds(variant, index) ? 'holds' : 'does not hold'}`,
      );
    const lines = refused.get(file);
    const guard = verdicts(({ value }) => isEvent(value, name));
    expect(guard).toEqual(verdicts((_, index) => lines?.has(index + 1) === false));
    expect(lines?.has(0)).toBe(false);
    expect(guard[0]).toBe('as it is: holds');
    expect(guard.filter((verdict) => verdict.endsWith('does not hold')).length).toBeGreaterThan(20);
  });
});
