import { describe, expectTypeOf, it } from 'vitest';
import { samplesFromRest } from 'zoom-qss';
import {
  createQssClient,
  type Fetch,
  type GetToken,
  type ListOptions,
  type ParticipantQosSummary,
  type ParticipantsQosSummaryPage,
  type QosList,
  type QssClient,
  type QssClientOptions,
  RestTransportError,
  type SessionUserQosSummary,
  type SessionUsersQosSummaryPage,
  ZoomApiError,
} from 'zoom-qss/rest';

declare const zoom: QssClient;

describe('the client', () => {
  it('takes credentials in one of three forms', () => {
    expectTypeOf<{ token: string }>().toExtend<QssClientOptions>();
    expectTypeOf<{ getToken: () => Promise<string> }>().toExtend<QssClientOptions>();
    expectTypeOf<{
      accountId: string;
      clientId: string;
      clientSecret: string;
    }>().toExtend<QssClientOptions>();
    expectTypeOf<Parameters<GetToken>[0]['signal']>().toEqualTypeOf<AbortSignal>();
    expectTypeOf(createQssClient).returns.toEqualTypeOf<QssClient>();
    // As `process.env` has them; one that is not set is refused at run time.
    expectTypeOf<{
      accountId: string | undefined;
      clientId: string | undefined;
      clientSecret: string | undefined;
    }>().toExtend<QssClientOptions>();
    expectTypeOf<{ token: string | undefined }>().toExtend<QssClientOptions>();
    // @ts-expect-error no credentials
    createQssClient({});
    // @ts-expect-error no client secret
    createQssClient({ accountId: '', clientId: '' });
    // @ts-expect-error two forms at once
    createQssClient({ token: '', getToken: () => '' });
    // @ts-expect-error a misspelt setting
    createQssClient({ token: '', timeout: 1 });
  });

  it('takes the platform’s fetch', () => {
    expectTypeOf(globalThis.fetch).toExtend<Fetch>();
  });
});

describe('the lists', () => {
  it('have exact items and pages', () => {
    expectTypeOf(zoom.meetingParticipants).parameters.toEqualTypeOf<[string, ListOptions?]>();
    type Participants = QosList<ParticipantQosSummary, ParticipantsQosSummaryPage>;
    expectTypeOf(zoom.meetingParticipants('1')).toEqualTypeOf<Participants>();
    expectTypeOf(zoom.webinarParticipants('1')).toEqualTypeOf<Participants>();
    expectTypeOf(zoom.sessionUsers('1')).toEqualTypeOf<
      QosList<SessionUserQosSummary, SessionUsersQosSummaryPage>
    >();
    zoom.meetingParticipants('1', {
      onRepairs: async ({ page }) => expectTypeOf(page).toEqualTypeOf<number>(),
    });
    // @ts-expect-error ids are text
    zoom.meetingParticipants(123);
  });

  it('give items that are not any, and that samples take', async () => {
    for await (const user of zoom.sessionUsers('1')) {
      expectTypeOf(user).not.toBeAny();
      expectTypeOf(user.user_key).toEqualTypeOf<string | undefined>();
      // @ts-expect-error of participants only
      user.user_name;
    }
    for await (const page of zoom.meetingParticipants('1').pages()) {
      expectTypeOf(page).not.toBeAny();
      expectTypeOf(page.participants).toEqualTypeOf<ParticipantQosSummary[] | undefined>();
    }
    const all = await zoom.meetingParticipants('1').all({ limit: 1 });
    expectTypeOf(all).toEqualTypeOf<ParticipantQosSummary[]>();
    expectTypeOf(samplesFromRest).parameter(0).not.toBeAny();
    expectTypeOf<(typeof all)[number]>().toExtend<Parameters<typeof samplesFromRest>[0]>();
  });
});

describe('the errors', () => {
  it('have literal codes', () => {
    const error = {} as unknown;
    if (error instanceof ZoomApiError) {
      expectTypeOf(error.code).not.toBeAny();
      expectTypeOf<'rate_limited'>().toExtend<typeof error.code>();
      expectTypeOf(error.retryAt).toEqualTypeOf<Date | undefined>();
      // @ts-expect-error a code of the other class
      error.code === 'timeout';
    }
    if (error instanceof RestTransportError) {
      expectTypeOf(error.code).toEqualTypeOf<
        'timeout' | 'network' | 'response_malformed' | 'page_loop' | 'redirected' | 'aborted'
      >();
    }
  });
});
