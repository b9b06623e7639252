import { AsyncLocalStorage } from 'node:async_hooks'
import crypto from 'node:crypto'

/** What every line logged meanwhile says of itself: the request it belongs to, or the job. */
export interface LogContext {
  requestId?: string
  jobId?: string
  job?: string
}

// By name on globalThis: bin/request-scope.mjs opens it outside of what Next has built, and each bundle has its own copy of this.
const name = Symbol.for('docket.log-context')
const shared = globalThis as typeof globalThis & { [name]?: AsyncLocalStorage<LogContext> }

/** Where the context of the current request or job is kept. */
export function logContext(): AsyncLocalStorage<LogContext> {
  shared[name] ??= new AsyncLocalStorage()
  return shared[name]
}

/** The id of the request being answered, which its answer carries too; a new one outside of any. */
export function currentRequestId(): string {
  return logContext().getStore()?.requestId ?? crypto.randomUUID()
}
