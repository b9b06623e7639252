import http from 'node:http'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { log } from '@/lib/log'
import { addInstanceGauges } from './instance-gauges'
import { setMeter } from './meter'
import { openMeter } from './open-meter'

/**
 * Answers GET /metrics on a port of its own. A port that is taken is logged and costs the metrics alone. Answers the way to
 * stop; resolves once it listens, or cannot.
 */
export async function serveMetrics(
  what: 'web' | 'worker',
  { host, port }: { host: string; port: number },
): Promise<() => Promise<void>> {
  const registry = new Registry()
  registry.setDefaultLabels({ process: what })
  collectDefaultMetrics({ register: registry })
  addInstanceGauges(registry)
  setMeter(openMeter(registry))
  const server = http.createServer((request, response) => {
    void answer(request, response, registry)
  })
  await new Promise<void>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      log.error(
        { code: error.code, port },
        'metrics are off: their port cannot be listened on; choose another METRICS_PORT',
      )
      resolve()
    })
    server.listen(port, host, resolve)
  })
  // Nothing waits for whoever reads metrics.
  server.unref()
  return async () => {
    setMeter(undefined)
    registry.clear()
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}

async function answer(request: http.IncomingMessage, response: http.ServerResponse, registry: Registry): Promise<void> {
  if (request.method !== 'GET' || request.url?.split('?', 1)[0] !== '/metrics') {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Metrics are at /metrics.\n')
    return
  }
  try {
    response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics())
  } catch (error) {
    log.error({ err: error }, 'metrics could not be collected')
    response.writeHead(500, { 'content-type': 'text/plain' }).end('Metrics could not be collected; see the log.\n')
  }
}
