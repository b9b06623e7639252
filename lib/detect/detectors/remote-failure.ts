/**
 * How a Detect API failed us. `key`: 401; `payment`: 402; `forbidden`: 403; `refused`: what was asked is not taken (other
 * 4xx); `rate`: 429; `unavailable`: 5xx, time-outs, no connection; `unreadable`: an answer that is none of its contract.
 */
export const remoteTroubles = ['key', 'payment', 'forbidden', 'refused', 'rate', 'unavailable', 'unreadable'] as const
export type RemoteTrouble = (typeof remoteTroubles)[number]

interface Told {
  /** The HTTP status of the answer; null where none came. */
  status?: number | null
  /** The same request fails again until somebody changes something. */
  permanent: boolean
  /** Seconds after which to try again, where the API said so. */
  retryAfterSeconds?: number | null
  /** The API may have done what it was asked all the same: look before asking again. */
  maybeDone?: boolean
  /** A sentence for a moderator: what was wrong, what happens next. */
  forModerator: string
  /** A sentence or two for an admin: what was wrong, what to do. */
  forAdmin: string
  /** What the API answered, where that could not be read. */
  said?: string
  cause?: unknown
}

/** Of an answer that cannot be read so much is kept, in characters. */
const mostSaid = 8192

/** Why a Detect API gave no result. Its message may be logged, so nothing the API said is in it. */
export class RemoteFailure extends Error {
  readonly kind: RemoteTrouble
  readonly status: number | null
  readonly permanent: boolean
  readonly retryAfterSeconds: number | null
  readonly maybeDone: boolean
  readonly forModerator: string
  readonly forAdmin: string
  // Private, so that a logger that writes out an error's fields does not find it.
  readonly #said: string | null

  constructor(kind: RemoteTrouble, told: Told) {
    super(`a Detect API gave no result: ${kind}${told.status ? ` (${told.status})` : ''}`, { cause: told.cause })
    this.name = 'RemoteFailure'
    this.kind = kind
    this.status = told.status ?? null
    this.permanent = told.permanent
    this.retryAfterSeconds = told.retryAfterSeconds ?? null
    this.maybeDone = told.maybeDone ?? false
    this.forModerator = told.forModerator
    this.forAdmin = told.forAdmin
    this.#said = told.said?.slice(0, mostSaid) ?? null
  }

  /** The beginning of an answer that could not be read; null where there was none. */
  get said(): string | null {
    return this.#said
  }
}

/** The failure to get any whole answer: no connection, or it broke, or nothing came in time. */
export function unavailable(host: string, because: string, maybeDone: boolean, cause?: unknown): RemoteFailure {
  return new RemoteFailure('unavailable', {
    permanent: false,
    maybeDone,
    forModerator: `The detector at ${host} cannot be reached just now. Docket tries again by itself.`,
    forAdmin: `${host} ${because} Docket tries again by itself; if it lasts, check the network and the API’s status.`,
    cause,
  })
}

/** The failure to make sense of an answer. `permanent`: it was whole, so asking again brings the same. */
export function unreadable(
  host: string,
  because: string,
  told: { permanent: boolean; status?: number | null; maybeDone?: boolean; said?: string; cause?: unknown },
): RemoteFailure {
  return new RemoteFailure('unreadable', {
    ...told,
    forModerator: told.permanent
      ? `The detector at ${host} answered in a way Docket cannot read. Ask an admin to look at the detector’s settings.`
      : `The detector at ${host} sent an answer Docket could not read. Docket tries again by itself.`,
    forAdmin: `${host} ${because}${
      told.permanent
        ? ' Check that the address is that of a Detect API, where its version begins (such as …/api/v2).'
        : ' Docket tries again by itself.'
    }`,
  })
}
