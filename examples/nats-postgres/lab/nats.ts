import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createPart, freePort, type Part } from './part.js';

/** Debian installs the server outside the PATH of most users. */
const SERVER = existsSync('/usr/sbin/nats-server') ? '/usr/sbin/nats-server' : 'nats-server';

/** Prepares three nodes of one cluster on loopback, each with its own folder. */
export async function createNatsNodes(folder: string): Promise<{ nodes: Part[]; url: string }> {
  const names = ['nats-1', 'nats-2', 'nats-3'];
  const ports = await Promise.all(names.map(freePort));
  const routePorts = await Promise.all(names.map(freePort));
  const routes = routePorts.map((port) => `nats://127.0.0.1:${port}`).join(', ');
  const nodes = names.map((name, index) => {
    const port = Number(ports[index]);
    const file = join(folder, `${name}.conf`);
    mkdirSync(join(folder, name));
    writeFileSync(
      file,
      `server_name: ${name}
listen: "127.0.0.1:${port}"
jetstream { store_dir: "${join(folder, name)}" }
cluster { name: qss, listen: "127.0.0.1:${routePorts[index]}", routes: [${routes}] }
`,
    );
    return createPart({
      name,
      command: SERVER,
      args: ['-c', file],
      logs: folder,
      isReady: () => isOpen(port),
    });
  });
  return { nodes, url: ports.map((port) => `127.0.0.1:${port}`).join(',') };
}

async function isOpen(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
}
