import { leastForCalibration, leastForOnePercent, type Measure, type Measured } from '@/lib/insights/measured'
import type { AccuracyRow } from '@/lib/insights/read-accuracy'
import { type Share, smallSample } from '@/lib/insights/wilson'
import { count, detectorNames, percent } from './insight-words'

type MeasureKey = 'auc' | 'eer' | 'foundAt1' | 'foundAt5' | 'calibrationError'

const each = `Said from ${smallSample} made and ${smallSample} authentic cases on.`

/** The measures of a score, as engine:eval prints them too, each with what it means. */
export const measureWords: readonly { key: MeasureKey; name: string; means: string }[] = [
  {
    key: 'auc',
    name: 'Ranked rightly (AUC)',
    means: `of all pairs of a made and an authentic case, those in which the made one has the higher score; 50 % is tossing a coin, 100 % never wrong. ${each}`,
  },
  {
    key: 'eer',
    name: 'Equal error rate',
    means: `at the threshold at which as large a share of made ones is missed as of authentic ones is taken for made: that share. Lower is better, 50 % is tossing a coin. ${each}`,
  },
  {
    key: 'foundAt1',
    name: 'Found at 1 % false alarms',
    means: `with a threshold so high that at most 1 in 100 authentic cases reaches it, the share of made ones that still do. Said from ${smallSample} made and ${leastForOnePercent} authentic cases on.`,
  },
  {
    key: 'foundAt5',
    name: 'Found at 5 % false alarms',
    means: `the same where at most 5 in 100 authentic cases reach the threshold. ${each}`,
  },
  {
    key: 'calibrationError',
    name: 'Calibration error',
    means: `how far a score is, on average, from how often it comes true: a score of 80 % should be right in 8 of 10 cases. 0 % is best. Said from ${leastForCalibration} cases on. It depends on how common made media are among yours.`,
  },
]

/** A measure with its interval, or that there are too few cases to say it. */
export function measureCell(measure: Measure | null): string {
  if (measure === null) return 'too few cases to say'
  return `${percent(measure.value)} (${percent(measure.low)} to ${percent(measure.high)})`
}

/** False alarms: how many of how many; as a share only where that says something. */
export function falselyCell({ of, n, share, low, high }: Share): string {
  if (share === null) return 'none yet'
  const counted = `${count(of)} of ${count(n)}`
  if (n < smallSample) return `${counted}: too few cases to say`
  return `${counted}: ${percent(share)} (${percent(low)} to ${percent(high)})`
}

/** How well each detector's score ranks, in a sentence each. */
export function readRanked(rows: AccuracyRow[]): string {
  return rows
    .filter(({ basis, mediaType, source }) => basis === 'settled' && !mediaType && !source)
    .map((row) => `${detectorNames[row.detector] ?? row.detector}: ${rankedWords(row)}`)
    .join(' ')
}

function rankedWords({ auc, scoredMade, scoredReal }: Measured): string {
  if (auc === null) {
    return `too few cases to say how well its score tells made from authentic: ${count(scoredMade)} made and ${count(
      scoredReal,
    )} authentic ones have a score, ${smallSample} of each are needed.`
  }
  return `of a made and an authentic case the made one has the higher score in ${measureCell(auc)} of all pairs (${count(
    scoredMade,
  )} made, ${count(scoredReal)} authentic).`
}
