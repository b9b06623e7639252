import { setTimeout as pause } from 'node:timers/promises'
import { RemoteFailure, unavailable } from './detectors/remote-failure'
import type { TestStep, TestStepName } from './test-steps'

/** A detection as a test sees it. */
interface Seen {
  uuid: string
  status: 'processing' | 'completed' | 'failed'
  label: string | null
  errorMessage: string | null
}

/** What a test does with a Detect API. Each throws RemoteFailure. */
export interface TestedApi {
  host: string
  look(): Promise<unknown>
  submit(): Promise<Seen>
  ask(uuid: string): Promise<Seen>
  remove(uuid: string): Promise<unknown>
}

export interface Patience {
  /** How long a verdict is waited for. Milliseconds. */
  verdict: number
  /** Between two questions. Milliseconds. */
  between: number
}

export const usualPatience: Patience = { verdict: 60_000, between: 1500 }

/** Goes through the steps of a test, and says of each how it went. Throws only what is no failure of the API. */
export async function walkConnection(api: TestedApi, patience: Patience = usualPatience): Promise<TestStep[]> {
  const steps: TestStep[] = []
  if (!(await greet(api, steps))) return steps
  const accepted = await attempt(api, steps, 'accepted', () => api.submit())
  if (!accepted) return steps
  await finish(api, accepted, patience, steps)
  await attempt(api, steps, 'deleted', () => api.remove(accepted.uuid))
  return steps
}

/** One request tells both whether the API is there and whether it takes the key. */
async function greet(api: TestedApi, steps: TestStep[]): Promise<boolean> {
  const began = performance.now()
  try {
    await api.look()
  } catch (error) {
    const failure = failureOf(error, api.host)
    const aboutKey = failure.kind === 'key' || failure.kind === 'forbidden'
    steps.push(step('reached', aboutKey ? null : toldInTest(failure), began, aboutKey))
    if (aboutKey) steps.push({ step: 'key', ok: false, milliseconds: null, says: toldInTest(failure) })
    return false
  }
  steps.push(step('reached', null, began, true), { step: 'key', ok: true, milliseconds: null, says: null })
  return true
}

async function finish(api: TestedApi, accepted: Seen, patience: Patience, steps: TestStep[]): Promise<void> {
  const began = performance.now()
  let seen = accepted
  let trouble: RemoteFailure | null = null
  while (seen.status === 'processing' && performance.now() - began < patience.verdict) {
    await pause(patience.between)
    try {
      seen = await api.ask(accepted.uuid)
      trouble = null
    } catch (error) {
      trouble = failureOf(error, api.host)
      if (trouble.permanent) break
    }
  }
  if (seen.status === 'completed') {
    steps.push(step('finished', seen.label === null ? null : `It says “${seen.label}”.`, began, true))
    return
  }
  const says =
    seen.status === 'failed'
      ? `${api.host} took the picture and could not analyse it: ${seen.errorMessage ?? 'it gives no reason.'}`
      : trouble
        ? toldInTest(trouble)
        : lateWords(api.host, patience.verdict)
  steps.push(step('finished', says, began, false))
}

async function attempt<T>(
  { host }: TestedApi,
  steps: TestStep[],
  name: TestStepName,
  work: () => Promise<T>,
): Promise<T | null> {
  const began = performance.now()
  try {
    const done = await work()
    steps.push(step(name, null, began, true))
    return done
  } catch (error) {
    steps.push(step(name, toldInTest(failureOf(error, host)), began, false))
    return null
  }
}

function step(name: TestStepName, says: string | null, began: number, ok: boolean): TestStep {
  return { step: name, ok, milliseconds: Math.round(performance.now() - began), says }
}

function failureOf(error: unknown, host: string): RemoteFailure {
  if (error instanceof RemoteFailure) return error
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return unavailable(host, 'did not answer in time.', false, error)
  throw error
}

/** The sentence for the admin, without what is only true of analyses: a test is not repeated by itself. */
function toldInTest({ forAdmin }: RemoteFailure): string {
  return forAdmin
    .replace(/Docket (slows down and )?tries again by itself/, 'Test it again')
    .replace('then run the analysis again', 'then test it again')
}

function lateWords(host: string, milliseconds: number): string {
  return `${host} was not done after ${Math.round(milliseconds / 1000)} seconds. Cases are waited for longer, but look there whether its analyses run.`
}
