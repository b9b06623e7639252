import type { LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { resolveHost } from './resolve-host'
import { addressAllowed, type FetchTarget, notPublic } from './url-rules'

/**
 * An HTTP client for one target that only ever connects to addresses that were checked: the name is looked up once, at
 * connect time, and the open socket is asked again whom it reached. Without this, a name could pass the check with one
 * address and be connected to at another. Close it after use. `more`: options in place of the ones for one fetch.
 */
export function pinnedAgent(target: FetchTarget, more: Omit<Agent.Options, 'connect'> = {}): Agent {
  const lookup: LookupFunction = (_hostname, options, callback) => {
    resolveHost(target).then(
      (addresses) => {
        const [first] = addresses
        if (options.all) callback(null, addresses)
        else callback(null, first?.address ?? '', first?.family)
      },
      (error) => callback(error, '', 0),
    )
  }
  const connect = buildConnector({ lookup, timeout: 10_000, allowH2: false })
  return new Agent({
    connect: (options, callback) =>
      connect(options, (error, socket) => {
        if (!socket) return callback(error ?? new Error('no connection was made'), null)
        if (addressAllowed(socket.remoteAddress ?? '', target)) return callback(null, socket)
        socket.destroy()
        callback(notPublic(target.use), null)
      }),
    connections: 1,
    pipelining: 0,
    maxHeaderSize: 16_384,
    headersTimeout: 20_000,
    bodyTimeout: 30_000,
    ...more,
  })
}
