import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node'

/** Attributes that leave this server. Next adds addresses with their queries, which name cases and people. */
const allowed =
  /^(docket\.[\w.]+|next\.(span_type|route)|http\.(method|route|status_code|request\.method|response\.status_code)|error\.type)$/

/** An exporter that sends spans without what could be somebody's: only attributes of the list, no events, no messages. */
export function cleanExporter(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(cleaned), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  }
}

function cleaned(span: ReadableSpan): ReadableSpan {
  const attributes = Object.fromEntries(Object.entries(span.attributes).filter(([name]) => allowed.test(name)))
  return Object.create(span, {
    name: { value: nameOf(span), enumerable: true },
    attributes: { value: attributes, enumerable: true },
    // Of an exception they hold its message and its trace.
    events: { value: [], enumerable: true },
    links: { value: [], enumerable: true },
    status: { value: { code: span.status.code }, enumerable: true },
  })
}

/** Ours as they are; Next's by their kind and the pattern of their route, for it names them by addresses. */
function nameOf({ name, attributes }: ReadableSpan): string {
  const type = attributes['next.span_type']
  if (typeof type !== 'string') return name
  const method = type === 'BaseServer.handleRequest' ? attributes['http.method'] : type
  const route = attributes['next.route'] ?? attributes['http.route']
  return [method, route].filter((part) => typeof part === 'string').join(' ')
}
