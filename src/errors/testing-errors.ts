import { ZoomQssError } from './base.js';

/** What was wrong with the answer to a URL validation. */
export type EndpointFault = 'timeout' | 'connection' | 'status' | 'answer';

/** An endpoint that Zoom would send nothing to, since it does not answer the URL validation. */
export class EndpointError extends ZoomQssError {
  static override readonly name: string = 'EndpointError';

  readonly code = 'challenge_failed';
  /** `timeout`: none within 3 s. `connection`: none at all. `status`: not 200. `answer`: not the token signed with this secret. */
  readonly fault: EndpointFault;
  /** The HTTP status, if there was an answer. */
  readonly status: number | undefined;

  constructor(fault: EndpointFault, status?: number) {
    super(`Expected the endpoint to answer the URL validation; ${explain(fault, status)}.`);
    this.fault = fault;
    this.status = status;
  }
}

function explain(fault: EndpointFault, status: number | undefined): string {
  const explanations: Readonly<Record<EndpointFault, string>> = {
    timeout: 'it did not answer within 3 seconds',
    connection: 'there was no connection; check that it runs, and its host and port',
    status: `its status was ${status} instead of 200${status === 404 ? '; check the path' : ''}`,
    answer: 'it did not return the token signed with this secret; check that both have the same secret',
  };
  return explanations[fault];
}
