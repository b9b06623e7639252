import { env } from '@/lib/env'

/**
 * Serves metrics for Prometheus where METRICS_PORT is set: the pages' on that port, the worker's on the next one. Loads
 * nothing otherwise. Answers the way to stop.
 */
export async function startMetrics(what: 'web' | 'worker'): Promise<() => Promise<void>> {
  const { METRICS_PORT: port, METRICS_HOST: host } = env()
  if (port === undefined) return async () => {}
  const { serveMetrics } = await import('./serve-metrics')
  return serveMetrics(what, { host, port: what === 'web' ? port : port + 1 })
}
