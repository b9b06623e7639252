import { afterEach, beforeEach, vi } from 'vitest'

/** What Node's TCP sockets are made of. */
interface TcpHandle {
  connect(request: unknown, address: string, port: number | (() => number)): number
  connect6(request: unknown, address: string, port: number | (() => number)): number
}

const refused = -111

/**
 * The connector of this process under control, below every library: each TCP connection that is begun from here on, as
 * `ADDRESS:PORT`. Only ports in `real` are really connected to, on loopback; all others refuse. `divert` has connections to
 * public addresses land on a loopback port in place of being refused.
 */
export function controlDials(): { dials: string[]; real: Set<number>; divert: { port: number | null } } {
  const dials: string[] = []
  const real = new Set<number>()
  const divert: { port: number | null } = { port: null }
  const { binding } = process as unknown as { binding(name: 'tcp_wrap'): { TCP: { prototype: TcpHandle } } }
  const { prototype } = binding('tcp_wrap').TCP
  beforeEach(() => {
    dials.length = 0
    for (const method of ['connect', 'connect6'] as const) {
      const original = prototype[method]
      vi.spyOn(prototype, method).mockImplementation(function (this: TcpHandle, request, address, port) {
        const number = typeof port === 'function' ? port() : port
        dials.push(method === 'connect' ? `${address}:${number}` : `[${address}]:${number}`)
        if (real.has(number)) return original.call(this, request, address, port)
        if (divert.port !== null) return original.call(this, request, '127.0.0.1', divert.port)
        return refused
      })
    }
  })
  afterEach(() => {
    divert.port = null
    vi.restoreAllMocks()
  })
  return { dials, real, divert }
}
