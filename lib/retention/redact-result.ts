import { type Analysis, type C2paManifest, noFingerprints, type SoundWindow } from '@/lib/engine/analysis'
import type { Evidence, EvidenceFacts } from '@/lib/engine/evidence'
import { type CheckName, checks } from '@/lib/engine/registry'
import { levelFacts } from '@/lib/engine/sound/spectrum-levels'

/** What of a piece of evidence can repeat what a file says of itself: in words, and in facts. */
export type Telling = Pick<Evidence, 'check' | 'points' | 'status' | 'explain' | 'doesNotShow' | 'facts'> & {
  family: string
}

/** Families whose words and facts can repeat what a file says of itself: prompts, names, places. */
const telling: ReadonlySet<string> = new Set(['provenance', 'metadata'])

/** Checks of other families that do: where a copy of the picture was found, and what it is known as. */
const tellingChecks: ReadonlySet<string> = new Set(['remote.search', 'match.known'])

/** Facts of what was measured that say what was heard when: by them a recording could be known again. */
const overTime: Partial<Record<string, readonly string[]>> = { 'sound.spectrogram': levelFacts } satisfies Partial<
  Record<CheckName, readonly string[]>
>

/** Checks outside the families above of whose evidence something is not kept. */
export const redactedChecks: readonly string[] = [...tellingChecks, ...Object.keys(overTime)]

/** Facts of theirs that come from a list of ours, never from the file. */
const ownWords: Partial<Record<CheckName, readonly string[]>> = {
  'provenance.c2pa': ['state', 'signerTrust', 'uncoveredBytes'],
  'picture.tags': ['marks', 'generator'],
  'sound.tags': ['generator'],
  'video.tags': ['generator'],
}

/**
 * Checks whose map holds nothing of the picture under it. A spectrogram does not count: sound can be made of one; nor
 * does a map of noise, in which shapes show.
 */
export const bareMaps: ReadonlySet<string> = new Set(['jpeg.ghost', 'picture.copy-move'])

/**
 * What may be kept of an analysis under zero retention (detect-api.md, section 6): verdict, scores and what was measured,
 * and nothing from which the media could be seen, heard or recognised.
 */
export function redactResult(analysis: Analysis): Analysis {
  const pieces = analysis.evidence.map((piece) => ({ piece, bare: redactEvidence(piece) }))
  return {
    ...redactKept(
      analysis,
      pieces.map(({ piece, bare }) => ({ was: piece.explain, is: bare.explain })),
    ),
    preview: null,
    fingerprints: noFingerprints,
    evidence: pieces.map(({ piece: { map, card, ...piece }, bare }) => {
      const isKept = map === undefined || bareMaps.has(piece.check)
      const explain = isKept ? bare.explain : `${bare.explain} Its picture was not kept.`
      return { ...piece, ...bare, explain, ...(card && keepsCard(piece) && { card }), ...(map && isKept && { map }) }
    }),
  }
}

/** A sentence of a piece of evidence, and what stands in its place. */
export interface Reworded {
  was: string
  is: string
}

/** The same for a result without its evidence; `reworded`: the sentences that changed there, which a summary repeats. */
export function redactKept<
  R extends Pick<Analysis, 'verdict' | 'c2pa' | 'frames' | 'peaks'> & { windows?: SoundWindow[] },
>(result: R, reworded: Reworded[]): R {
  const again = (text: string) => reworded.reduce((said, { was, is }) => said.replaceAll(was, () => is), text)
  return {
    ...result,
    verdict: { ...result.verdict, summary: again(result.verdict.summary) },
    peaks: [],
    // Where somebody speaks goes; what was judged has its scores all the same, and they are the verdict's.
    ...(result.windows && { windows: result.windows.map((window) => ({ ...window, speech: null })) }),
    c2pa: redactManifest(result.c2pa),
    frames: result.frames.map((frame) => ({
      ...frame,
      verdict: frame.verdict && { ...frame.verdict, summary: again(frame.verdict.summary) },
      // The picture checks that frames get measure; one that reads what a file says would have to be left out.
      hits: frame.hits.filter(({ check }) => !telling.has(checks[check as CheckName]?.family ?? 'signal')),
    })),
  }
}

/** The words and facts of a piece of evidence without anything that the file itself says. */
export function redactEvidence(piece: Telling): Pick<Evidence, 'explain' | 'doesNotShow' | 'facts'> {
  const { check, family, status, explain, doesNotShow } = piece
  if (!telling.has(family) && !tellingChecks.has(check)) {
    const gone = overTime[check] ?? []
    const facts = Object.fromEntries(Object.entries(piece.facts).filter(([name]) => !gone.includes(name)))
    return { explain, doesNotShow, facts }
  }
  const kept = ownWords[piece.check as CheckName] ?? []
  const facts = Object.fromEntries(Object.entries(piece.facts).filter(([name]) => kept.includes(name)))
  // What a match does not show depends on how it was found.
  const limits = check === 'match.known' && status === 'hit' ? matchLimits : doesNotShow
  return { explain: explainBare(piece), doesNotShow: limits, facts }
}

/** Whether the counts behind it may be kept: which card a match has, and that it has one, says how it was found. */
export function keepsCard({ check, status }: Pick<Telling, 'check' | 'status'>): boolean {
  return check !== 'match.known' || status !== 'hit'
}

const matchLimits = 'That something is known to be alike does not show why it is.'

function explainBare({ check, points, status, explain, facts }: Telling): string {
  // Why a check did not run is said in words of our own.
  if (status !== 'hit' && status !== 'clear') return explain
  switch (check) {
    // Names only what stands in our own lists of generators and editors.
    case 'picture.tags':
      return explain
    case 'provenance.c2pa':
      return status === 'hit' && facts.state !== 'unverifiable' ? unsigned(points, facts.state) : explain
    case 'sound.tags':
    case 'video.tags':
      return status === 'hit'
        ? `The file’s own tags declare ${points === 'manipulated' ? 'parts of it' : 'it'} as made by a generator.`
        : 'No mark of a generator in the file’s own tags.'
    case 'remote.search':
      return 'Copies were looked for elsewhere. What was found was not kept.'
    case 'match.known':
      return status === 'hit'
        ? 'It matches media that is known here. Which, and how, was not kept.'
        : 'It matches none of the media that is known here.'
    default:
      return status === 'hit'
        ? 'Something was found in what the file says of itself. Its words were not kept.'
        : 'Nothing was found in what the file says of itself.'
  }
}

/** What Content Credentials say, without who signed them. */
function unsigned(points: Evidence['points'], state: EvidenceFacts[string] | undefined): string {
  if (state === 'changed') return 'The file was changed after it was signed: its Content Credentials no longer fit.'
  switch (points) {
    case 'synthetic':
      return 'Its Content Credentials declare it as made by a generative AI model.'
    case 'manipulated':
      return 'Its Content Credentials declare that parts were made by a generative AI model.'
    case 'authentic':
      return 'It is unchanged since a trusted signer signed it as captured by a device.'
    case 'context':
      return 'It is unchanged since it was signed.'
    default:
      return points satisfies never
  }
}

/** The outcome of the verification; labels, names and the manifests themselves are the file's. */
function redactManifest(c2pa: C2paManifest): C2paManifest {
  const { validation_state: state, validation_results: results } = c2pa
  const messages: Record<C2paManifest['validation_state'], string> = {
    NotPresent: 'The file carries no Content Credentials.',
    Valid: 'Unchanged since it was signed. Who signed it was not kept.',
    Unavailable: 'Content Credentials that could not be confirmed.',
  }
  return {
    validation_state: state,
    active_manifest: null,
    manifests: {},
    validation_results: results.map(({ code, success }) => ({ code, success, explanation: '' })),
    message: messages[state],
  }
}
