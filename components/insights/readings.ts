import type { QueueAges } from '@/lib/insights/count-ageing'
import type { Volume } from '@/lib/insights/count-volume'
import type { AccuracyRow } from '@/lib/insights/read-accuracy'
import type { AgreementRow } from '@/lib/insights/read-agreement'
import type { PersonalLoad } from '@/lib/insights/read-workload'
import type { Taken } from '@/lib/insights/threshold-counts'
import type { DecisionTime } from '@/lib/insights/time-to-decision'
import { smallSample } from '@/lib/insights/wilson'
import { count, counted, dayInWords, detectorNames, duration, percent, shareInWords } from './insight-words'

/** What a chart says, in a sentence or two; each in its own function, so that it can be read without the picture. */
export function readVolume({ step, steps }: Volume): string {
  const handedIn = steps.reduce((sum, one) => sum + one.handedIn, 0)
  const decided = steps.reduce((sum, one) => sum + one.decided, 0)
  if (handedIn + decided === 0) return 'Nothing was handed in or decided in this time.'
  const rest = handedIn - decided
  const balance =
    rest === 0
      ? 'as many as came in were decided'
      : rest > 0
        ? `${count(rest)} more came in than were decided`
        : `${count(-rest)} more were decided than came in`
  const top = steps.reduce((best, one) => (one.handedIn > best.handedIn ? one : best))
  const most =
    top.handedIn > 0
      ? ` Most came in ${step === 'day' ? 'on' : 'in the week from'} ${dayInWords(top.day)}: ${count(top.handedIn)}.`
      : ''
  return `${counted(handedIn, 'case')} handed in, ${count(decided)} decided: ${balance}.${most}`
}

export function readTimes(times: DecisionTime[]): string {
  const all = times.find(({ mediaType }) => mediaType === null)
  if (!all || all.median === null || all.ninth === null) return 'Nothing was decided in this time.'
  if (all.n === 1) return `The one decision was made ${duration(all.median)} after the hand-in.`
  return `Of ${count(all.n)} decisions, half were made within ${duration(all.median)} of the hand-in and nine in ten within ${duration(all.ninth)}.`
}

export function readAgeing(queues: QueueAges[]): string {
  const sum = (band: keyof QueueAges['waiting']) => queues.reduce((all, { waiting }) => all + waiting[band], 0)
  const total = sum('hour') + sum('fourHours') + sum('day') + sum('week') + sum('older')
  if (total === 0) return 'No case is waiting.'
  const old = sum('week') + sum('older')
  const zero = queues.reduce((all, { zeroRetention }) => all + zeroRetention, 0)
  const late = old === 0 ? 'none of them for over a day' : `${count(old)} of them for over a day`
  const kept = zero > 0 ? ` ${count(zero)} ${zero === 1 ? 'keeps' : 'keep'} nothing and will be gone.` : ''
  return `${counted(total, 'case waits', 'cases wait')}, ${late}.${kept}`
}

export function readLoad(people: PersonalLoad[]): string {
  if (people.length === 0) return 'Nobody decided or holds a case in this time.'
  const sum = (what: 'decided' | 'reviewed' | 'inHand') => people.reduce((all, one) => all + one[what], 0)
  return `${counted(people.length, 'person', 'people')}: ${counted(sum('decided'), 'first decision')}, ${counted(
    sum('reviewed'),
    'second look',
  )}, and ${counted(sum('inHand'), 'case')} in hand now.`
}

export function readAgreement(rows: AgreementRow[]): string {
  const all = rows.find(({ by }) => by === 'all')
  if (!all) return 'Nothing was decided in this time.'
  if (all.agreement.n === 0) return 'There is no decision in which both the machine and a person said made or real.'
  return `People agreed with the machine in ${shareInWords(all.agreement)} and overrode it ${
    all.overrides === 1 ? 'once' : `${count(all.overrides)} times`
  }. In ${counted(all.neither, 'other decision')} one of the two did not say made or real.`
}

export function readPeople(rows: AgreementRow[]): string {
  const people = rows.filter(({ by }) => by === 'person')
  if (people.length === 0) return 'Nothing was decided in this time.'
  const shares = people.flatMap(({ agreement: { share, n } }) => (share !== null && n >= smallSample ? [share] : []))
  if (shares.length === 0) return `Nobody has ${smallSample} decisions that can be compared yet: the shares are hints.`
  const [low, high] = [Math.min(...shares), Math.max(...shares)]
  return shares.length === 1
    ? `One person has ${smallSample} decisions or more that can be compared, with ${percent(low)} agreement.`
    : `Among ${shares.length} people with ${smallSample} such decisions or more, agreement goes from ${percent(low)} to ${percent(high)}.`
}

export function readRight(rows: AccuracyRow[]): string {
  const whole = rows.filter(
    ({ basis, mediaType, source, right }) => basis === 'settled' && !mediaType && !source && right.n > 0,
  )
  if (whole.length === 0) return 'No settled finding of this time can be compared with a detector’s word.'
  return whole
    .map(({ detector, right }) => `${detectorNames[detector] ?? detector}: right in ${shareInWords(right)}.`)
    .join(' ')
}

export function readTaken({ takes, of, made, real, other, precision, recall }: Taken, span: string): string {
  if (of === 0) return 'No decided case of this time has a score to try a threshold on.'
  if (takes === 0) return `A rule for ${span} would have taken none of ${counted(of, 'decided case')}.`
  const found = `${count(made)} found made or manipulated, ${count(real)} authentic, ${count(other)} neither`
  const missed = recall.n - recall.of
  return `A rule for ${span} would have taken ${count(takes)} of ${counted(of, 'decided case')}: ${found}. Made or manipulated were ${shareInWords(
    precision,
  )}; it would have missed ${count(missed)} of ${count(recall.n)} of these.`
}
