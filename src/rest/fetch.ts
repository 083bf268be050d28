/** What this client asks of `fetch`. */
export interface FetchInit {
  readonly method: 'GET' | 'POST';
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/** What this client reads of a response. */
export interface FetchResponse {
  readonly status: number;
  readonly type?: string | undefined;
  readonly redirected?: boolean | undefined;
  readonly headers: { get(name: string): string | null };
  /** Read in place of `text`, and no further than 16 MiB, where it is a stream of bytes. */
  readonly body?: unknown;
  text(): Promise<string>;
}

/** The part of `fetch` that this client uses; the platform's own fits. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;
