import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { llmsText } from '../../scripts/pages/llms.js';
import { GlossaryError } from '../../scripts/spec/describe.js';
import { root } from '../../scripts/spec/document.js';
import { drifted } from '../../scripts/spec/drift.js';
import { generateFiles, readSources, type Sources } from '../../scripts/spec/generate-files.js';
import { snippetsOf } from '../docs/snippets.js';

const TYPES = ['event-map', 'qss', 'rest', 'video-sdk'].map((name) => `src/generated/${name}.ts`);

describe('generate', () => {
  let files: Map<string, string>;
  beforeAll(async () => {
    files = await generateFiles(readSources());
  });

  it('generates the same files each time', async () => {
    expect(await generateFiles(readSources())).toEqual(files);
  });

  it('generates what is committed', () => {
    expect(drifted(files, root)).toEqual([]);
  });

  it('generates less than 130 kB of types', () => {
    const size = TYPES.reduce((sum, path) => sum + Buffer.byteLength(files.get(path) ?? ''), 0);
    expect(size).toBeGreaterThan(50_000);
    expect(size).toBeLessThan(130_000);
  });

  it('generates no type that the main entry point does not export', () => {
    const front =
      readFileSync(`${root}src/index.ts`, 'utf8') + readFileSync(`${root}src/events/index.ts`, 'utf8');
    const exported = TYPES.flatMap((path) =>
      [...(files.get(path) ?? '').matchAll(/^export (?:interface|type|const) (\w+)/gm)].map(
        ([, name = '']) => name,
      ),
    );
    // openapi-typescript's names for what describes requests; users never handle these.
    const inner = ['paths', 'operations', 'components'];
    const missing = exported.filter(
      (name) => !inner.includes(name) && !new RegExp(`\\b${name}\\b`).test(front),
    );
    expect(exported.length).toBeGreaterThan(80);
    expect(missing).toEqual([]);
  });

  it('describes every event, type and field', () => {
    const bare = ['src/generated/qss.ts', 'src/generated/video-sdk.ts'].flatMap((path) => {
      const lines = (files.get(path) ?? '').split('\n');
      return lines.filter(
        (line, index) => /^export |^ +\w+\??: /.test(line) && !lines[index - 1]?.endsWith('*/'),
      );
    });
    expect(bare).toEqual([]);
  });
});

describe('llms.txt', () => {
  it('has the first example of the README, every entry point and every guide', async () => {
    const sources = readSources();
    const text = (await generateFiles(sources)).get('llms.txt') ?? '';
    const [example] = snippetsOf('README.md');
    expect(text).toContain(`\`\`\`ts\n${example?.code}\`\`\``);
    for (const entry of ['zoom-qss', 'zoom-qss/webhooks', 'zoom-qss/rest', 'zoom-qss/testing'])
      expect(text).toContain(`- \`${entry}\`: `);
    for (const guide of sources.guides) expect(text).toContain(`- [docs/${guide}](docs/${guide}): `);
  });

  it('stops generation if an entry point or a guide has no sentence, or is gone', () => {
    const sources = readSources();
    const withEntry = { ...sources.manifest, exports: { ...sources.manifest.exports, './new': {} } };
    expect(() => llmsText({ ...sources, manifest: withEntry })).toThrow('no sentence for ./new.');
    expect(() => llmsText({ ...sources, guides: [...sources.guides, 'new.md'] })).toThrow(
      'no sentence for new.md.',
    );
    expect(() => llmsText({ ...sources, guides: sources.guides.slice(1) })).toThrow('which is gone');
  });
});

describe('drifted', () => {
  it('lists files that were changed or are missing', () => {
    const directory = mkdtempSync(join(tmpdir(), 'zoom-qss-'));
    try {
      const files = new Map([
        ['a/one.ts', '1\n'],
        ['two.ts', '2\n'],
        ['three.ts', '3\n'],
      ]);
      for (const [path, text] of files) {
        mkdirSync(dirname(join(directory, path)), { recursive: true });
        writeFileSync(join(directory, path), text);
      }
      expect(drifted(files, directory)).toEqual([]);
      writeFileSync(join(directory, 'a/one.ts'), '1 \n');
      rmSync(join(directory, 'two.ts'));
      expect(drifted(files, directory)).toEqual(['a/one.ts', 'two.ts']);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe('generation fails', () => {
  const attempt = (change: (sources: Sources) => void) => {
    const sources = readSources();
    change(sources);
    return generateFiles(sources);
  };

  it('on a field, type, event or enum without an entry in the glossary, and names each', async () => {
    await expect(
      attempt(({ glossary }) => {
        delete glossary.fields.bitrate;
        delete glossary.types.QosItem;
        delete glossary.events['phone.call_qos'];
        delete glossary.enums.QosType;
      }),
    ).rejects.toThrow(/field bitrate[\s\S]*type QosItem|event phone\.call_qos/);
    await expect(attempt(({ glossary }) => delete glossary.fields.bitrate)).rejects.toThrow(GlossaryError);
    await expect(attempt(({ glossary }) => delete glossary.enums.QosType)).rejects.toThrow('enum QosType');
  });

  it('on a field whose name every object has', async () => {
    const added = attempt(({ specs }) => {
      const operation = specs['qss-webhooks'].webhooks['phone.call_qos']?.post;
      const schema = operation?.requestBody.content['application/json'].schema;
      Object.assign(schema?.properties ?? {}, { constructor: { type: 'string' } });
    });
    await expect(added).rejects.toThrow('field constructor (of phone.call_qos)');
  });

  it.each(['with space', 'a:b', 'a?', 'a!', 'a{', 'list[]', '', '__proto__'])(
    'on a property that the notation of shapes cannot hold: %j',
    async (name) => {
      const added = attempt(({ specs, glossary }) => {
        const operation = specs['qss-webhooks'].webhooks['phone.call_qos']?.post;
        const { properties } = operation?.requestBody.content['application/json'].schema ?? {};
        for (const named of [properties, glossary.fields])
          Object.defineProperty(named, name, {
            value: { type: 'string', meaning: 'New.' },
            enumerable: true,
          });
      });
      await expect(added).rejects.toThrow(
        `A shape cannot hold a property named ${JSON.stringify(name)}: only letters, digits and _ are allowed.`,
      );
    },
  );

  it('on a needed field that no event requires, or a required one without a blank', async () => {
    await expect(attempt(({ needed }) => needed['qss-webhooks']?.push('payload.nothing'))).rejects.toThrow(
      'specs/needed.json: no event requires payload.nothing.',
    );
    await expect(
      attempt(({ specs }) => {
        const page = specs['qss-rest'].components.schemas.ParticipantsQosSummaryPage;
        if (page) page.required = ['page_size'];
      }),
    ).rejects.toThrow('A shape cannot require page_size: no number can replace one that is missing.');
  });

  it('on a supplement whose event is in the document by now, and says which file to delete', async () => {
    const imported = attempt(({ specs }) => {
      const { webhooks } = specs['video-sdk-webhooks'];
      Object.assign(webhooks, { 'session.rtms_started': webhooks['session.ended'] });
    });
    await expect(imported).rejects.toThrow(
      'session.rtms_started: delete specs/supplements/session-rtms-started.json',
    );
  });

  it('on a shared type that stands nowhere, twice in one place, or differs between places', async () => {
    const types = (change: (names: Record<string, string[]>) => void) =>
      attempt(({ typeNames }) => change(typeNames['qss-webhooks'] ?? {}));
    await expect(
      types((names) => {
        names.Nothing = ['* payload.nowhere'];
      }),
    ).rejects.toThrow('no place uses Nothing');
    await expect(
      types((names) => {
        names.Twice = names.QosItem ?? [];
      }),
    ).rejects.toThrow(/both QosItem and Twice/);
    await expect(
      types((names) => {
        names.Mixed = ['phone.call_qos payload.object.call_id', 'phone.call_qos event_ts'];
      }),
    ).rejects.toThrow('Mixed differs between events');
  });

  it('on an enum without a name', async () => {
    await expect(attempt(({ typeNames }) => delete typeNames['qss-webhooks']?.QosQuality)).rejects.toThrow(
      'no name for the enum at payload.object.participant.qos[].details.quality',
    );
  });
});
