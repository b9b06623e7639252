import http from 'node:http'

/** What went through a gate. */
export interface Passed {
  /** `POST /api/v2/detect`, without the query. */
  route: string
  headers: http.IncomingHttpHeaders
  body: Buffer
  /** What was answered; 0: nothing was. */
  status: number
}

/**
 * How a request is answered instead of being passed on. `refuse`: the connection breaks before anything is done; `lose`:
 * it is passed on, and the connection breaks before the answer comes back.
 */
export type GateStep = 'refuse' | 'lose' | { status: number; headers?: Record<string, string>; body: unknown }

export interface Gate {
  passed: Passed[]
  /** While it is shut nothing gets through. */
  shut: boolean
  /** The next requests whose route matches are answered so, one step each. */
  script(route: RegExp, ...steps: GateStep[]): void
  /** Those that matched, in the order of arrival. */
  of(route: RegExp): Passed[]
  /** Connections are refused from now on, as by a port where nothing listens. */
  close(): Promise<void>
  reopen(): Promise<void>
}

/** What stands between two Dockets: passes requests from a port of its own on to another, and can get in their way. */
export async function openGate(port: number, to: number): Promise<Gate> {
  const steps: { route: RegExp; step: GateStep }[] = []
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk)
    } catch {
      return
    }
    const path = request.url ?? ''
    const route = `${request.method} ${path.split('?')[0]}`
    const one: Passed = { route, headers: request.headers, body: Buffer.concat(chunks), status: 0 }
    gate.passed.push(one)
    const at = steps.findIndex((scripted) => scripted.route.test(route))
    const step = at < 0 ? undefined : steps.splice(at, 1)[0]?.step
    if (gate.shut || step === 'refuse') return void request.socket.destroy()
    if (typeof step === 'object') {
      one.status = step.status
      response.writeHead(step.status, { 'content-type': 'application/json', ...step.headers })
      return void response.end(JSON.stringify(step.body))
    }
    try {
      const answer = await fetch(`http://127.0.0.1:${to}${path}`, {
        method: request.method ?? 'GET',
        headers: passedOn(request),
        redirect: 'manual',
        ...(one.body.length > 0 && { body: new Uint8Array(one.body) }),
      })
      const body = Buffer.from(await answer.arrayBuffer())
      if (step === 'lose') return void request.socket.destroy()
      one.status = answer.status
      const headers = [...answer.headers].filter(([name]) => !ofConnection.has(name))
      response.writeHead(answer.status, Object.fromEntries(headers)).end(body)
    } catch {
      request.socket.destroy()
    }
  })
  const listen = () => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen()
  const gate: Gate = {
    passed: [],
    shut: false,
    script: (route, ...more) => void steps.push(...more.map((step) => ({ route, step }))),
    of: (route) => gate.passed.filter((one) => route.test(one.route)),
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
    reopen: listen,
  }
  return gate
}

const ofConnection = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'transfer-encoding',
])

function passedOn({ headers }: http.IncomingMessage): Record<string, string> {
  const plain = Object.entries(headers).filter(([name, value]) => !ofConnection.has(name) && typeof value === 'string')
  return Object.fromEntries(plain) as Record<string, string>
}
