import { STATUS } from '../../../webhooks/answers.js';

/** How often each error code of a zoom-qss receiver was answered, by status. */
export class ErrorCodes {
  readonly #counts = new Map<number, Map<string, number>>();

  /** Sends a request, and counts the code of its answer. */
  readonly fetch = async (request: Request): Promise<Response> => {
    const response = await fetch(request);
    if (!response.ok) this.#add(response.status, codeIn(await beginningOf(response)));
    return response;
  };

  /** The codes of a status, in the order in which they first came. */
  of(status: number): readonly (readonly [code: string, count: number])[] {
    return [...(this.#counts.get(status) ?? [])];
  }

  #add(status: number, code: string | undefined): void {
    if (code === undefined) return;
    const counts = this.#counts.get(status) ?? new Map<string, number>();
    this.#counts.set(status, counts.set(code, (counts.get(code) ?? 0) + 1));
  }
}

/** The first piece of an answer, which whoever sent the request still reads whole. A receiver's answer is one piece. */
async function beginningOf(response: Response): Promise<string> {
  const reader = response.clone().body?.getReader();
  const piece = await reader?.read();
  // Not awaited: it ends only once the other reader has ended too.
  reader?.cancel().catch(() => {});
  return new TextDecoder().decode(piece?.value);
}

/** The code that a receiver answered. Any other text is the endpoint's own, and may be anything. */
function codeIn(text: string): string | undefined {
  const code = /^\{"error":"([a-z_]+)"\}$/.exec(text)?.[1];
  return code !== undefined && Object.hasOwn(STATUS, code) ? code : undefined;
}
