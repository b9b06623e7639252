/** Everything that a verification can find wrong. */
export type TrailProblemKind =
  | 'entry_changed'
  | 'entry_missing'
  | 'entry_unhashed'
  | 'position_missing'
  | 'position_repeated'
  | 'not_sealed'
  | 'opening_wrong'
  | 'tile_wrong'
  | 'root_wrong'
  | 'checkpoint_changed'
  | 'signature_wrong'
  | 'key_unknown'
  | 'chain_broken'
  | 'not_signed'
  | 'cut_off'
  | 'head_wrong'
  | 'mirror_missing'
  | 'mirror_cut'
  | 'mirror_changed'

/** One thing that is wrong with a trail. */
export interface TrailProblem {
  kind: TrailProblemKind
  /** The entry's place in the tree, from 0; the first of several; null when it is about none. */
  position: number | null
  /** The entry's own id (`uid`); null when it is not known. */
  entryId: string | null
  /** The size of the tree that the checkpoint was signed over; null when it is about none. */
  checkpoint: number | null
  /** A sentence for people. */
  says: string
}

/** What a verification looked at and found. */
export interface TrailReport {
  teamId: string
  entries: number
  checkpoints: number
  /** Events that are not sealed yet. */
  waiting: number
  openings: number
  /** Checkpoints in the mirror file; null: there is no such file. */
  mirrored: number | null
  /** How many problems there are. */
  found: number
  /** The first of them, in the order of the entries that they are about. */
  problems: TrailProblem[]
}

/** As many problems are listed; the others are only counted. */
export const mostProblems = 100

/** Collects problems: all are counted, the first are kept. */
export interface ProblemList {
  add(kind: TrailProblemKind, says: string, about?: Partial<Omit<TrailProblem, 'kind' | 'says'>>): void
  found(): number
  first(): TrailProblem[]
}

/** An empty list of problems. */
export function problemList(): ProblemList {
  const kept: TrailProblem[] = []
  let found = 0
  return {
    add(kind, says, { position = null, entryId = null, checkpoint = null } = {}) {
      found += 1
      // Of each kind some are kept: thousands of one must not hide another.
      if (kept.filter((one) => one.kind === kind).length < mostProblems / 2) {
        kept.push({ kind, position, entryId, checkpoint, says })
      }
    },
    found: () => found,
    first: () => [...kept].sort((a, b) => placeOf(a) - placeOf(b)).slice(0, mostProblems),
  }
}

function placeOf({ position, checkpoint }: TrailProblem): number {
  return position ?? checkpoint ?? Number.POSITIVE_INFINITY
}
