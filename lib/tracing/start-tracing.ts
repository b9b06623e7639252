import { env } from '@/lib/env'

/**
 * Sends traces to OTEL_EXPORTER_OTLP_ENDPOINT where that is set; loads nothing otherwise. Answers the way to stop, which
 * sends what was not sent yet.
 */
export async function startTracing(what: 'web' | 'worker'): Promise<() => Promise<void>> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: name } = env()
  if (endpoint === undefined) return async () => {}
  const { openTracing } = await import('./open-tracing')
  return openTracing({ endpoint, service: `${name}-${what}` })
}
