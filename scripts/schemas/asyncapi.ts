import type { NormalisedDocument } from '../spec/normalise.js';
import { definitionsIn } from './definitions.js';
import { defineEvent, eventsOf, typesOf } from './event-types.js';
import { shareFields } from './share-fields.js';

const PREFIX = '#/components/schemas/';

/**
 * The AsyncAPI document of a webhook receiver: a message for each event, the signature, and URL validation. Its schemas are
 * in the dialect of AsyncAPI, which is draft 7.
 *
 * @param examples an example of each event, by name
 */
export function asyncApiDocument(
  documents: readonly NormalisedDocument[],
  examples: ReadonlyMap<string, unknown>,
  version: string,
): object {
  const types = typesOf(documents);
  const definitions = definitionsIn(PREFIX, types, false);
  const messages = eventsOf(documents).map((event): [string, object] => {
    // The message has the description, not its payload.
    const { description, ...described } = types[event.type] ?? {};
    return [
      event.name,
      {
        summary: description,
        traits: SIGNED_BY_REFERENCE,
        payload: defineEvent(event, described, definitions),
        examples: [{ payload: examples.get(event.name) }],
      },
    ];
  });

  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Zoom webhooks: QSS and Video SDK',
      version,
      description:
        'What Zoom sends to a webhook endpoint, as zoom-qss types it. Bodies can differ from their documentation: do not refuse one because it is not valid here. Independent of Zoom.',
    },
    defaultContentType: 'application/json',
    channels: {
      events: { ...ENDPOINT, messages: Object.fromEntries(messages) },
      urlValidation: { ...ENDPOINT, messages: VALIDATION },
    },
    operations: {
      receiveEvent: {
        ...receiving('events'),
        summary: 'An event. Answer 2xx within three seconds, or Zoom sends it again.',
      },
      validateUrl: {
        ...receiving('urlValidation'),
        summary: 'URL validation: when the endpoint is entered, and every 72 hours.',
        messages: [{ $ref: '#/channels/urlValidation/messages/UrlValidation' }],
        reply: {
          channel: { $ref: '#/channels/urlValidation' },
          messages: [{ $ref: '#/channels/urlValidation/messages/UrlValidationAnswer' }],
        },
      },
    },
    components: {
      messageTraits: { Signed: SIGNED },
      schemas: shareFields(definitions.schemas, PREFIX),
      securitySchemes: { Signature: SIGNATURE },
    },
  };
}

const ENDPOINT = { address: null, description: 'The URL of your endpoint, as entered in the app at Zoom.' };

const receiving = (channel: string) => ({
  action: 'receive',
  channel: { $ref: `#/channels/${channel}` },
  security: [{ $ref: '#/components/securitySchemes/Signature' }],
  bindings: { http: { method: 'POST', bindingVersion: '0.3.0' } },
});

const SIGNATURE = {
  type: 'httpApiKey',
  in: 'header',
  name: 'x-zm-signature',
  description:
    '`v0=` and the HMAC-SHA256, in hex, of `v0:{x-zm-request-timestamp}:{body}`, keyed with the Secret Token of the app. The body is signed as bytes: verify it before you parse it.',
};

const SIGNED_BY_REFERENCE = [{ $ref: '#/components/messageTraits/Signed' }];

const SIGNED = {
  headers: {
    type: 'object',
    required: ['x-zm-signature', 'x-zm-request-timestamp'],
    properties: {
      'x-zm-signature': { type: 'string', pattern: '^v0=[0-9a-f]{64}$' },
      'x-zm-request-timestamp': {
        type: 'string',
        pattern: '^[0-9]+$',
        description: 'When the request was signed.',
        'x-unit': 's since 1970-01-01T00:00:00Z',
      },
    },
  },
};

const TOKEN = { type: 'string', pattern: '^[A-Za-z0-9+/=_-]{1,128}$' };

/** The message of URL validation, and its answer. */
const VALIDATION = {
  UrlValidation: {
    name: 'endpoint.url_validation',
    summary: 'Checks that the endpoint knows the Secret Token.',
    traits: SIGNED_BY_REFERENCE,
    payload: {
      type: 'object',
      required: ['event', 'payload'],
      properties: {
        event: { type: 'string', const: 'endpoint.url_validation' },
        event_ts: { type: 'number', 'x-unit': 'epoch ms' },
        payload: { type: 'object', required: ['plainToken'], properties: { plainToken: TOKEN } },
      },
    },
  },
  UrlValidationAnswer: {
    name: 'endpoint.url_validation answer',
    summary: 'The answer, with status 200 within three seconds.',
    payload: {
      type: 'object',
      required: ['plainToken', 'encryptedToken'],
      properties: {
        plainToken: TOKEN,
        encryptedToken: {
          type: 'string',
          pattern: '^[0-9a-f]{64}$',
          description: 'The HMAC-SHA256 of `plainToken`, in hex, keyed with the Secret Token.',
        },
      },
    },
  },
};
