import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** How a receiver behaves: takes it, fails, never answers, hangs up, sends elsewhere, talks without end; or answers these words with 200. */
export type Manner = 'ok' | 'fails' | 'silent' | 'hangsUp' | 'redirects' | 'endless' | { answers: string };
export type Received = { path: string; headers: IncomingMessage['headers']; body: string };

/** A real HTTP server on this machine that keeps what it was sent. */
export async function startHttpReceiver(): Promise<{ url: string; got: Received[]; behave(manner: Manner): void; close(): Promise<void> }> {
  const got: Received[] = [];
  let manner: Manner = 'ok';
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      if (manner === 'silent') return;
      if (manner === 'hangsUp') { request.socket.destroy(); return; }
      if (manner === 'fails') { response.writeHead(500).end('the gateway is being mended'); return; }
      if (manner === 'redirects') { response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end(); return; }
      if (manner === 'endless') { response.writeHead(200); const more = () => { while (response.write('x'.repeat(4096)) && !response.destroyed); }; response.on('drain', more); more(); return; }
      response.writeHead(200, { 'content-type': 'application/json' }).end(manner === 'ok' ? '{"errcode":0,"code":0,"errmsg":"ok"}' : manner.answers);
    });
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got, behave: (next) => { manner = next; },
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(() => done()); }),
  };
}

export type Mail = { from: string; to: string[]; text: string };

/** A real SMTP server on this machine. `refuses`: answers with this code at that step. */
export async function startMailReceiver(login?: { user: string; pass: string }): Promise<{ port: number; got: Mail[]; refuse(at: 'recipient' | 'data' | null, code?: number): void; close(): Promise<void> }> {
  const got: Mail[] = [];
  let refusal: { at: 'recipient' | 'data'; code: number } | null = null;
  const fault = (at: string) => (refusal?.at === at ? Object.assign(new Error('not here'), { responseCode: refusal.code }) : null);
  const server = new SMTPServer({
    disabledCommands: login ? ['STARTTLS'] : ['STARTTLS', 'AUTH'], authOptional: !login, allowInsecureAuth: true, logger: false,
    onAuth: ({ username, password }, _session, done) => (username === login?.user && password === login?.pass ? done(null, { user: username }) : done(new Error('wrong password'))),
    onRcptTo: (_address, _session, done) => done(fault('recipient')),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const refused = fault('data');
        if (!refused) got.push({ from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '', to: session.envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(parts).toString('utf8') });
        done(refused);
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  return { port: (server.server.address() as AddressInfo).port, got, refuse: (at, code = 550) => { refusal = at && { at, code }; }, close: () => new Promise((done) => { server.close(() => done()); }) };
}

/** The text of a mail as it is read: transfer encoding undone. */
export function readMail({ text }: Mail): { subject: string; body: string; header(name: string): string | undefined } {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const headers = new Map(head.replace(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const));
  const raw = rest.join('\r\n\r\n');
  const quoted = (part: string) => Buffer.from(part.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8');
  const encoding = headers.get('content-transfer-encoding');
  const word = (_: string, how: string, part: string) => (how === 'B' ? Buffer.from(part, 'base64').toString('utf8') : quoted(part.replaceAll('_', ' ')));
  return {
    subject: (headers.get('subject') ?? '').replace(/\?=\s+=\?/g, '?==?').replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, word),
    body: (encoding === 'base64' ? Buffer.from(raw, 'base64').toString('utf8') : encoding === 'quoted-printable' ? quoted(raw) : raw).trim(), header: (name) => headers.get(name),
  };
}
