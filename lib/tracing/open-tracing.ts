import { context, propagation, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { cleanExporter } from './clean-exporter'
import { setTracing } from './span'

/** Starts tracing in this process: spans of ours and of Next, to a collector's OTLP endpoint. Answers the way to stop. */
export function openTracing({ endpoint, service }: { endpoint: string; service: string }): () => Promise<void> {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(cleanExporter(exporter), { scheduledDelayMillis: 2_000 })],
  })
  provider.register()
  const tracer = trace.getTracer('docket')
  const stop = async () => {
    setTracing(undefined)
    await provider.shutdown()
  }
  setTracing({
    span: (name, attributes, work) =>
      tracer.startActiveSpan(name, { attributes }, async (span) => {
        try {
          return await work()
        } catch (error) {
          // Its kind alone: messages repeat what people entered.
          span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown')
          span.setStatus({ code: SpanStatusCode.ERROR })
          throw error
        } finally {
          span.end()
        }
      }),
    headers() {
      const carrier: Record<string, string> = {}
      propagation.inject(context.active(), carrier)
      return carrier
    },
    stop,
  })
  return stop
}
