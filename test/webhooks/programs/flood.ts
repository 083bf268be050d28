/**
 * Floods a server with unsigned bodies that never end: `flood.mjs KIND PORT CONNECTIONS MS`. A connection that is cut is
 * opened again. At the end it sends how often each status was answered.
 */
import { connect } from 'node:net';

const [kind = '', port = '', connections = '', ms = ''] = process.argv.slice(2);
const until = Date.now() + Number(ms);

const CHUNKED = 'transfer-encoding: chunked';
/** The framing header, and what is written time and again after it. */
const FLOODS: Record<string, [header: string, data: Buffer]> = {
  'one-byte chunks': [CHUNKED, Buffer.from('1\r\nx\r\n'.repeat(11_000))],
  'one-byte writes': ['content-length: 1000000', Buffer.from('x')],
  '64 kB chunks': [CHUNKED, Buffer.from(`10000\r\n${'x'.repeat(65_536)}\r\n`)],
};
const [header, data] = FLOODS[kind] ?? ['', Buffer.from('')];
const answers: Record<string, number> = {};

function open(): void {
  if (Date.now() > until) return;
  const socket = connect(Number(port), '127.0.0.1');
  socket.setNoDelay(true);
  socket.on('error', () => {});
  socket.on('data', (answer) => {
    const [, status = ''] = answer.toString('latin1').split(' ', 2);
    answers[status] = (answers[status] ?? 0) + 1;
  });
  socket.on('close', open);
  const write = () => {
    if (Date.now() > until) socket.destroy();
    if (socket.destroyed) return;
    if (socket.write(data)) setImmediate(write);
    else socket.once('drain', write);
  };
  socket.on('connect', () => {
    socket.write(`POST / HTTP/1.1\r\nhost: localhost\r\n${header}\r\n\r\n`);
    write();
  });
}

for (let i = 0; i < Number(connections); i++) open();
process.once('beforeExit', () => process.send?.(answers));
