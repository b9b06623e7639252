import { urlsInLot } from '@/lib/cases/url-lot'
import type { SendOutcome } from './delivery'
import { chooseWay, type Store, sendFile } from './send-file'
import { giveUpUpload } from './send-resumable'
import { type ChosenOptions, isUnderWay, type Submission } from './submission'
import type { OpenUrl } from './url-lots'

interface Work {
  options: ChosenOptions
  run(id: string, signal: AbortSignal): Promise<void>
  stop?: AbortController
}

/** Files share the line to the server; addresses go there in lots. */
const atOnce: Record<Submission['kind'], number> = { file: 3, url: urlsInLot }

// Outside of any component, so that uploads go on while the person works elsewhere in the portal.
let submissions: readonly Submission[] = []
const works = new Map<string, Work>()
const listeners = new Set<() => void>()
const none: readonly Submission[] = []

/** For useSyncExternalStore: everything handed in since the page was loaded, newest first. */
export const submissionStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  read: () => submissions,
  readOnServer: () => none,
}

/**
 * Queues a file, or puts it in the list as refused when `refusal` says why. `directBytes`: the most that goes in one
 * request; larger ones go in pieces. `store`: who takes it. False: it is on its way already.
 */
export function submitFile(
  file: File,
  options: ChosenOptions,
  refusal: string | null,
  directBytes: number,
  store: Store = 'server',
): boolean {
  const id = `${file.name}\n${file.size}\n${file.lastModified}`
  if (submissions.some((one) => one.id === id && (isUnderWay(one) || one.phase === 'handed-in'))) return false
  const attempt = newAttempt()
  let broke = false
  const run = async (itsId: string, signal: AbortSignal) => {
    const { zeroRetention } = options
    const way = chooseWay({ sizeBytes: file.size, directBytes, broke, zeroRetention, store })
    change(itsId, { resumable: way !== 'direct' })
    const progress = {
      sent: (bytes: number) => change(itsId, { sentBytes: bytes }),
      checking: () => change(itsId, { phase: 'checking', sentBytes: file.size }),
    }
    const outcome = await sendFile(way, { file, fileId: itsId, options, attempt, signal, progress })
    if (!signal.aborted && !outcome.ok) broke ||= outcome.broke === true
    settle(itsId, signal, outcome)
  }
  add({ id, kind: 'file', name: file.name, sizeBytes: file.size }, { options, run }, refusal)
  return true
}

/** Queues a URL. False: it is on its way already, or became a case since the page was loaded. */
export function submitUrl(url: string, options: ChosenOptions, open: OpenUrl): boolean {
  const id = url
  if (submissions.some((one) => one.id === id && (isUnderWay(one) || one.phase === 'handed-in'))) return false
  const attempt = newAttempt()
  const run = async (itsId: string, signal: AbortSignal) => {
    change(itsId, { phase: 'checking' })
    const result = await open({ url, options, attempt }).catch(() => ({ ok: false as const, message: unreachable }))
    settle(itsId, signal, result.ok ? { ok: true, caseNumber: result.number } : { ...result, retryable: true })
  }
  add({ id, kind: 'url', name: url, sizeBytes: null }, { options, run }, null)
  return true
}

/** Stops one that is waiting or under way. What the server has already taken is a case, and its row says so once that is known. */
export function cancelSubmission(id: string): void {
  works.get(id)?.stop?.abort()
  giveUpUpload(id)
  change(id, { phase: 'cancelled', sentBytes: 0 })
  pump()
}

/** Stops whatever is under way, and begins nothing more of it: the session goes on elsewhere. */
export function cancelEverything(): void {
  const wereUnderWay = submissions.filter(isUnderWay).map(({ id }) => id)
  // All marked before one is stopped: what ends makes room for the next.
  submissions = submissions.map((one) => (wereUnderWay.includes(one.id) ? { ...one, phase: 'cancelled' } : one))
  for (const id of wereUnderWay) works.get(id)?.stop?.abort()
  tell()
}

/** Stops one that goes in pieces; what has arrived waits for `retrySubmission`. */
export function pauseSubmission(id: string): void {
  const paused = submissions.find((one) => one.id === id)
  if (!paused?.resumable || paused.phase !== 'sending') return
  works.get(id)?.stop?.abort()
  change(id, { phase: 'paused' })
  pump()
}

/** Starts a refused or cancelled one anew, with the options it had; one that goes in pieces goes on where it stopped. */
export function retrySubmission(id: string): void {
  const again = submissions.find((one) => one.id === id)
  change(id, { phase: 'waiting', message: null, ...(!again?.resumable && { sentBytes: 0 }) })
  pump()
}

/** Takes everything that has ended out of the list. */
export function clearEnded(): void {
  submissions = submissions.filter(isUnderWay)
  for (const id of works.keys()) if (!submissions.some((one) => one.id === id)) works.delete(id)
  tell()
}

/** Names one row of the list to the server, the same in each of its tries. randomUUID is missing over plain HTTP. */
function newAttempt(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const unreachable = 'Docket could not be reached. Check the connection and try again.'

function add(of: Pick<Submission, 'id' | 'kind' | 'name' | 'sizeBytes'>, work: Work, refusal: string | null): void {
  works.set(of.id, work)
  const added: Submission = {
    ...of,
    sentBytes: 0,
    phase: refusal ? 'refused' : 'waiting',
    message: refusal,
    retryable: !refusal,
    resumable: false,
    zeroRetention: work.options.zeroRetention,
    caseNumber: null,
  }
  submissions = [added, ...submissions.filter((one) => one.id !== of.id)]
  tell()
  pump()
}

function pump(): void {
  const running = submissions.filter((one) => one.phase === 'sending' || one.phase === 'checking')
  const hasRoom = ({ kind }: Submission) => running.filter((one) => one.kind === kind).length < atOnce[kind]
  // Oldest first: the list is newest first.
  const next = submissions.filter((one) => one.phase === 'waiting' && hasRoom(one)).at(-1)
  const work = next && works.get(next.id)
  if (!next || !work) return
  const stop = new AbortController()
  work.stop = stop
  change(next.id, { phase: 'sending' })
  void work.run(next.id, stop.signal).finally(pump)
  pump()
}

/** What became of one try. One that was stopped ends as the case that it had become all the same, and as nothing else. */
function settle(id: string, { aborted }: AbortSignal, outcome: SendOutcome): void {
  const before = submissions.find((one) => one.id === id)
  // An earlier try may have become the case while this one was refused.
  const caseNumber = outcome.ok ? outcome.caseNumber : (before?.caseNumber ?? null)
  if (caseNumber !== null) {
    const message = before?.phase === 'cancelled' ? 'It had arrived before it was cancelled, so it is a case.' : null
    change(id, { phase: 'handed-in', caseNumber, message })
  } else if (!outcome.ok && !aborted) {
    change(id, { phase: 'refused', message: outcome.message, retryable: outcome.retryable })
  }
}

function change(id: string, to: Partial<Submission>): void {
  submissions = submissions.map((one) => (one.id === id ? { ...one, ...to } : one))
  tell()
}

function tell(): void {
  for (const listener of listeners) listener()
}
