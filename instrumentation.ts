/** Next calls this once in each web process, before its first request. */
export async function register(): Promise<void> {
  // Spelled out, for Next puts the value in when it builds.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { answerCallback, callbackDoorName } = await import('./lib/http/callback-door')
  const { noteEnded, requestDoorName } = await import('./lib/http/request-door')
  Object.assign(globalThis, { [callbackDoorName]: answerCallback, [requestDoorName]: noteEnded })
  const [{ startTracing }, { startMetrics }] = await Promise.all([
    import('./lib/tracing/start-tracing'),
    import('./lib/metrics/start-metrics'),
  ])
  await startTracing('web')
  await startMetrics('web')
}
