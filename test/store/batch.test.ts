import { describe, expect, it } from 'vitest';
import {
  clickhouseStore,
  createRedaction,
  createWriter,
  duckdbStore,
  type PartialBatch,
  postgresStore,
  type Store,
} from 'zoom-qss/store';

const unreached = () => Promise.reject(new Error('The database is not reached.'));
const duckdb = duckdbStore({ run: unreached, createAppender: unreached });

const STORES: Readonly<Record<string, Pick<Store, 'write'>>> = {
  clickhouseStore: clickhouseStore({ url: 'http://localhost:8123', fetch: unreached }),
  duckdbStore: duckdb,
  postgresStore: postgresStore({ query: unreached }),
  createWriter: createWriter(duckdb),
  createRedaction: { write: async (batch) => void (await createRedaction({ key: 'k'.repeat(16) })(batch)) },
};

describe.each(Object.entries(STORES))('%s', (_, store) => {
  it('refuses a member that no batch has, since its records would be lost', async () => {
    const misspelt: PartialBatch = { samples: [], ...{ sample: [] } };
    await expect(store.write(misspelt)).rejects.toMatchObject({
      message: 'Expected batch to be a batch with lists of samples, snapshots and issues, and nothing else.',
    });
  });
});
