import { Parser } from '@asyncapi/parser';

/** What the parser of AsyncAPI finds in a document: `severity` 0 is an error. */
export async function parseAsyncApi(text) {
  const { document, diagnostics } = await new Parser().parse(text);
  return {
    diagnostics,
    operations: document
      ?.operations()
      .all()
      .map((operation) => ({
        action: operation.action(),
        schemes: operation
          .security()
          .flatMap((requirements) => requirements.all().map((one) => one.scheme().type())),
      })),
    messages: document
      ?.allMessages()
      .all()
      .map((message) => ({
        id: message.id(),
        payload: message.payload()?.json(),
        examples: message
          .examples()
          .all()
          .map((example) => example.payload()),
      })),
  };
}
