/**
 * Whether a text says how to connect to something, as a URL of any kind does, or the `host=… password=…` of Postgres. It may
 * hold a password, so no message repeats it.
 */
export function isConnection(text: string): boolean {
  return /[a-z][a-z\d+.-]*:\/\/|\bpassword\s*=/i.test(text);
}
