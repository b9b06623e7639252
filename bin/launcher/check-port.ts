import net from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { StartFailure } from '@/lib/db/start-failure'

/** Sees that web pages can be served at `host`:`port`, before anything slow is done. Throws StartFailure. */
export async function checkPort(host: string, port: number): Promise<void> {
  let fault = await tryListening(host, port)
  // The processes of a launcher that was killed a moment ago take a moment to end.
  for (let waited = 0; fault === 'EADDRINUSE' && waited < 10; waited++) {
    await pause(200)
    fault = await tryListening(host, port)
  }
  // Browsers try ::1 first for "localhost", and would open another program's pages.
  if (!fault && host === '127.0.0.1' && (await tryListening('::1', port)) === 'EADDRINUSE') fault = 'EADDRINUSE'
  if (fault) throw new StartFailure(sentenceFor(fault, host, port))
}

function tryListening(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, host, () => server.close(() => resolve(undefined)))
  })
}

function sentenceFor(fault: string, host: string, port: number): string {
  const other = port < 65_000 && port >= 1024 ? port + 1 : 3000
  const choose = `choose another port, for example: PORT=${other} npm start`
  switch (fault) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. Stop that program, or ${choose}`
    case 'EACCES':
      return `This user may not use port ${port}; ports under 1024 are usually kept for root. Please ${choose}`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST=${host} is no address of this machine. Leave it out for this machine alone, or set HOST=0.0.0.0.`
    default:
      return `Pages cannot be served at ${host}:${port} (${fault}). Check HOST and PORT, or ${choose}`
  }
}
