import type { Transaction } from '@/lib/db/client'
import { ageBands } from '@/lib/queues/age-bands'
import { ageingOf } from './count-ageing'
import { volumeOf } from './count-volume'
import type { InsightChart } from './insight-charts'
import type { InsightPart } from './insight-part'
import type { Measure } from './measured'
import { accuracyOf } from './read-accuracy'
import { agreementsOf } from './read-agreement'
import { workloadOf } from './read-workload'
import { takenBetween, thresholdSteps } from './threshold-counts'
import { timesOf } from './time-to-decision'
import { scoresOf } from './try-thresholds'
import type { Share } from './wilson'

type Cell = string | number | null
type Line = readonly Cell[]

interface Asked {
  teamId: string
  part: InsightPart
  /** What to call a person: their name, or a pseudonym. */
  call(memberId: string, name: string): string
}

const bandNames = ageBands.map(({ band }) => `waiting_${band}`)
const measures = [
  ['auc', 'auc'],
  ['eer', 'equal_error_rate'],
  ['foundAt1', 'found_at_1_percent'],
  ['foundAt5', 'found_at_5_percent'],
  ['calibrationError', 'calibration_error'],
] as const
const agreementColumns = ['agrees', 'overrides', 'neither', ...shareColumns('agreement')]

/** A chart's rows for a file, its header first. Shares and their 95 % intervals are 0-1, times are seconds. */
export const linesOf: Record<InsightChart, (tx: Transaction, asked: Asked) => Promise<Line[]>> = {
  async volume(tx, { teamId, part }) {
    const { step, steps } = await volumeOf(tx, teamId, part)
    return [[step, 'handed_in', 'decided'], ...steps.map((one) => [one.day, one.handedIn, one.decided])]
  },
  async time(tx, { teamId, part }) {
    const header = ['media_type', 'decisions', 'median_seconds', 'ninth_decile_seconds', ...ageBands.map((b) => b.band)]
    const rows = await timesOf(tx, teamId, part)
    return [
      header,
      ...rows.map(({ mediaType, n, median, ninth, bands }) => [
        ...[mediaType ?? 'all', n, median, ninth],
        ...ageBands.map(({ band }) => bands[band]),
      ]),
    ]
  },
  async ageing(tx, { teamId, part }) {
    const rows = await ageingOf(tx, teamId, part)
    return [
      ['queue', ...bandNames, 'zero_retention'],
      ...rows.map((row) => [row.name, ...ageBands.map(({ band }) => row.waiting[band]), row.zeroRetention]),
    ]
  },
  async workload(tx, { teamId, part, call }) {
    const rows = await workloadOf(tx, teamId, part)
    return [
      ['person', 'decided', 'reviewed', 'taken_back', 'skipped', 'in_hand'],
      ...rows.map((row) => [
        call(row.memberId, row.name),
        ...[row.decided, row.reviewed, row.takenBack, row.skipped, row.inHand],
      ]),
    ]
  },
  async agreement(tx, { teamId, part }) {
    const rows = (await agreementsOf(tx, teamId, part)).filter(({ by }) => by !== 'person')
    return [
      ['by', 'value', ...agreementColumns],
      ...rows.map((row) => [
        ...[row.by, row.key, row.agrees, row.overrides, row.neither],
        ...shareCells(row.agreement),
      ]),
    ]
  },
  async people(tx, { teamId, part, call }) {
    const rows = (await agreementsOf(tx, teamId, part)).filter(({ by }) => by === 'person')
    return [
      ['person', ...agreementColumns],
      ...rows.map((row) => [
        ...[call(row.key, row.name), row.agrees, row.overrides, row.neither],
        ...shareCells(row.agreement),
      ]),
    ]
  },
  async accuracy(tx, { teamId, part }) {
    const rows = await accuracyOf(tx, teamId, part)
    return [
      [
        ...['basis', 'detector', 'media_type', 'source', ...shareColumns('right'), ...shareColumns('made_found')],
        ...[...shareColumns('real_found'), 'undecided', ...shareColumns('real_called_made')],
        ...['scored_made', 'scored_real', ...measures.flatMap(([, name]) => [name, `${name}_low`, `${name}_high`])],
      ],
      ...rows.map((row) => [
        ...[row.basis, row.detector, row.mediaType ?? 'all', row.source ?? 'all'],
        ...[...shareCells(row.right), ...shareCells(row.made), ...shareCells(row.real), row.undecided],
        ...[...shareCells(row.falsely), row.scoredMade, row.scoredReal],
        ...measures.flatMap(([key]) => measureCells(row[key])),
      ]),
    ]
  },
  async thresholds(tx, { teamId, part }) {
    const buckets = await scoresOf(tx, teamId, part)
    return [
      ['score_from', 'takes', 'of', 'made', 'real', 'other', ...shareColumns('precision'), ...shareColumns('recall')],
      ...thresholdSteps.map((from) => {
        const { takes, of, made, real, other, precision, recall } = takenBetween(buckets, from)
        return [from / 100, takes, of, made, real, other, ...shareCells(precision), ...shareCells(recall)]
      }),
    ]
  },
}

function shareColumns(name: string): string[] {
  return [`${name}_of`, `${name}_n`, name, `${name}_low`, `${name}_high`]
}

/** Empty where there are too few cases to say. */
function measureCells(measure: Measure | null): Cell[] {
  return measure === null ? [null, null, null] : [round(measure.value), round(measure.low), round(measure.high)]
}

const round = (value: number) => Math.round(value * 10_000) / 10_000

function shareCells({ of, n, share, low, high }: Share): Cell[] {
  return share === null ? [of, n, null, null, null] : [of, n, round(share), round(low), round(high)]
}
