type Attributes = Record<string, string | number | boolean>

/** Traces, where they are switched on (lib/tracing/start-tracing.ts). */
export interface Tracing {
  span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>
  /** Headers that tell another server which trace its work belongs to. */
  headers(): Record<string, string>
  /** Sends what was not sent yet. */
  stop(): Promise<void>
}

// By name on globalThis: each of Next's bundles has its own copy of this file, and bin/web.mjs none.
const name = Symbol.for('docket.tracing')
const shared = globalThis as typeof globalThis & { [name]?: Tracing | undefined }

/** Sets or removes it. */
export function setTracing(next: Tracing | undefined): void {
  shared[name] = next
}

/** Does the work in a span of its own; without traces, just the work. Names and attributes hold nothing of a case or a person. */
export function traced<T>(spanName: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return shared[name] ? shared[name].span(spanName, attributes, work) : work()
}

/** Headers for a request to another server of the same trace; none without traces. */
export function traceHeaders(): Record<string, string> {
  return shared[name]?.headers() ?? {}
}
