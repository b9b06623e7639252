import type { Finding } from '@/lib/audit/events'
import { agreementOf } from '@/lib/cases/agreement'
import { findingNames } from '@/lib/cases/case-states'
import type { CaseDetection } from '@/lib/cases/read-case'
import { leastSampleRate } from '@/lib/detect/response-distribution'
import type { Doubt } from '@/lib/engine/analysis'
import type { KnownCase } from '@/lib/sources/list-known-media'
import { judgedMediaWords, judgeWords } from './opinion-words'
import { viewerId } from './shown-evidence'
import { asLabel, toneOf } from './verdict-words'
import { windowDoubts } from './window-doubts'

/** A reason to doubt a score, and where on the page the value behind it stands. */
export interface ShownDoubt {
  says: string
  links: { href: string; name: string }[]
}

interface DoubtGrounds {
  run: CaseDetection
  /** Every run of the case. */
  runs: CaseDetection[]
  /** The team's cases with the same file. */
  known: KnownCase[]
}

/** Everything that speaks against trusting a run's score: what the run says itself, what it left out, and what contradicts it. */
export function doubtsOf({ run, runs, known }: DoubtGrounds): ShownDoubt[] {
  const { result } = run
  if (!result) return []
  return [
    ...result.doubts.map((doubt) => ({ says: doubt.says, links: linksOf(doubt.code, run) })),
    ...windowDoubts(run),
    ...outside(run),
    ...partial(run),
    ...faces(run),
    ...failedChecks(run),
    ...(judgedMediaWords(run) ? [{ says: judgedMediaWords(run) ?? '', links: [toRuns] }] : []),
    ...contradicted(run, runs),
    ...foundOtherwise(run, known),
  ]
}

const toRuns = { href: '#runs', name: 'Its parameters' }
const toEvidence = { href: '#evidence', name: 'Everything that was looked for' }
const toVerdict = { href: '#verdict', name: 'The two scores' }

/** Where the value behind a doubt stands. */
function linksOf(code: Doubt['code'], run: CaseDetection): ShownDoubt['links'] {
  switch (code) {
    case 'short':
      return [{ href: '#fact-length', name: 'Length' }]
    case 'low_resolution':
      return [{ href: '#fact-dimensions', name: 'Dimensions' }]
    case 'heavy_compression':
      return piecesOf(run, ['jpeg.facts', 'container.facts']) ?? [toEvidence]
    case 'not_a_photograph':
      return piecesOf(run, ['picture.copy-move']) ?? [toEvidence]
    case 'size_not_counted':
      return [{ href: '#fact-dimensions', name: 'Dimensions' }]
    case 'little_speech':
      return piecesOf(run, ['sound.voice', 'sound.pauses']) ?? [toEvidence]
    case 'frames_disagree':
      return [{ href: `#${viewerId}`, name: 'Scores of the frames' }]
    case 'no_speech':
      return piecesOf(run, ['remote.sound']) ?? [toEvidence]
    case 'tracks_disagree':
      return piecesOf(run, ['remote.sound', 'remote.picture', 'remote.video']) ?? [toVerdict]
    case 'label_and_score_disagree':
      return [toVerdict, ...weighing(run)]
    case 'incomplete':
    case 'nothing_decides':
      return [toEvidence]
    default:
      // A reason that a later version knows is still shown, with everything it can rest on.
      code satisfies never
      return [toEvidence]
  }
}

function piecesOf({ evidence }: CaseDetection, checks: string[]): ShownDoubt['links'] | null {
  const found = evidence.filter(({ check }) => checks.includes(check))
  return found.length > 0 ? found.map(({ id, title }) => ({ href: `#evidence-${id}`, name: title })) : null
}

/** What moved the score; of another detector nothing does here. */
function weighing({ evidence }: CaseDetection): ShownDoubt['links'] {
  return evidence
    .filter(({ status, points, llr }) => status === 'hit' && points !== 'context' && llr)
    .map(({ id, title }) => ({ href: `#evidence-${id}`, name: title }))
}

/** Sound that the checks are not made for. */
function outside({ detector, result, parameters: { modality } }: CaseDetection): ShownDoubt[] {
  const rate = result?.facts.sampleRate ?? null
  const heard = result?.mediaType === 'audio' || (result?.mediaType === 'video' && modality !== 'video')
  if (detector !== 'builtin' || !heard || rate === null || rate >= leastSampleRate) return []
  const says = `The sample rate of the sound is ${rate.toLocaleString('en-GB')} Hz; the checks are made for ${leastSampleRate.toLocaleString('en-GB')} Hz or more.`
  return [{ says, links: [{ href: '#fact-sample-rate', name: 'Sample rate' }] }]
}

/** A part of the media, or one of its tracks, that nobody looked at. */
function partial({ parameters, result }: CaseDetection): ShownDoubt[] {
  const { startRegion, endRegion, maxVideoSecs, modality } = parameters
  const length = result?.facts.durationSeconds ?? null
  const cut = result?.mediaType === 'video' && maxVideoSecs !== null && length !== null && length > maxVideoSecs
  const said = [
    (startRegion !== null || endRegion !== null) && result?.mediaType !== 'image'
      ? 'Only a part of it was analysed, as was asked.'
      : null,
    cut ? `Only ${maxVideoSecs} seconds of the video were analysed, as was asked.` : null,
    result?.mediaType === 'video' && modality !== 'all'
      ? `Only the ${modality === 'audio' ? 'sound' : 'picture'} was analysed, as was asked.`
      : null,
  ]
  return said.flatMap((says) => (says === null ? [] : [{ says, links: [toRuns] }]))
}

/** A video in which faces alone were to be looked at, and none was, or nobody here can tell. */
function faces({ detector, result, parameters, evidence }: CaseDetection): ShownDoubt[] {
  if (!parameters.faceOnly || result?.mediaType !== 'video' || parameters.modality === 'audio') return []
  if (detector === 'builtin') {
    const says = 'Only faces were asked for, but the checks made here find no faces: they looked at whole frames.'
    return [{ says, links: [toRuns] }]
  }
  if (evidence.some(({ check }) => check === 'remote.video' || check === 'remote.picture')) return []
  return [{ says: 'Only faces were asked for, and no frame was judged: no face may be in it.', links: [toRuns] }]
}

function failedChecks({ evidence }: CaseDetection): ShownDoubt[] {
  const failed = evidence.filter(({ status }) => status === 'failed')
  if (failed.length === 0) return []
  const says =
    failed.length === 1
      ? 'One check failed, so what it would have found is not in the score.'
      : `${failed.length} checks failed, so what they would have found is not in the score.`
  return [{ says, links: failed.map(({ id, title }) => ({ href: `#evidence-${id}`, name: title })) }]
}

/** Other runs on the same media that point the other way. */
function contradicted(run: CaseDetection, runs: CaseDetection[]): ShownDoubt[] {
  const mine = sideOf(run.label)
  if (mine === 'uncertain') return []
  return runs
    .filter(({ id, status }) => id !== run.id && status === 'completed')
    .filter(({ label }) => sideOf(label) !== 'uncertain' && sideOf(label) !== mine)
    .map((other) => ({
      says: `${capital(judgeWords(other))} says “${other.label}”${other.detector === run.detector ? ' in another run' : ''}.`,
      links: [{ href: '#run-diff', name: 'What changed between the runs' }],
    }))
}

/** The same file, about which people came to the opposite. */
function foundOtherwise({ label }: CaseDetection, known: KnownCase[]): ShownDoubt[] {
  return known
    .filter(({ finding }) => isFinding(finding) && agreementOf(label, finding) === 'overrides')
    .map(({ number, finding }) => ({
      says: `People found the same file to be “${isFinding(finding) ? findingNames[finding].name : ''}” in case ${number}.`,
      links: [{ href: '#known', name: 'Known media' }],
    }))
}

function isFinding(finding: string | null): finding is Finding {
  return finding !== null && Object.hasOwn(findingNames, finding)
}

function sideOf(text: string | null) {
  const label = asLabel(text)
  return label ? toneOf(label) : 'uncertain'
}

function capital(words: string): string {
  return words.startsWith('the ') ? `T${words.slice(1)}` : words
}
