import { readSpectrogram } from '@/components/media/spectrogram-levels'
import { type MediaTracks, noTracks, type ScoreTrack, type ScoreWindow, type Span } from '@/components/media/tracks'
import type { CaseCopy, CaseDetection } from '@/lib/cases/read-case'
import type { FrameAnalysis } from '@/lib/engine/analysis'
import { spectrogramSize } from '@/lib/engine/sound/spectrogram-plot'
import { levelsInFacts } from '@/lib/engine/sound/spectrum-levels'

/** The part of a run that says something about moments. */
export type TimedRun = Pick<CaseDetection, 'id' | 'result' | 'parameters' | 'evidence'>

/** What a run measured over time: windows of the sound, sampled frames, loudness, findings at a moment. */
export function tracksOf(run: TimedRun | undefined, copies: CaseCopy[]): MediaTracks {
  if (!run) return noTracks
  const { result, parameters, evidence } = run
  const start = Math.max(0, parameters.startRegion ?? 0)
  const seconds = listenedSeconds(run)
  const peaks = result?.peaks ?? []
  return {
    detectionId: run.id,
    scores: scoreTracksOf(run),
    findings: evidence.flatMap(findingOf),
    loudness: peaks.length > 0 && seconds !== null ? { peaks, start, seconds } : null,
    spectrogram: spectrogramOf(run, copies, start),
  }
}

/** The scores over time alone: of the picture and of the sound, as far as there are any. */
export function scoreTracksOf(run: TimedRun): ScoreTrack[] {
  const start = Math.max(0, run.parameters.startRegion ?? 0)
  return [pictureTrack(run.result?.frames ?? []), soundTrack(run, start)].filter(({ windows }) => windows.length > 0)
}

/** Every sampled frame lasts to the next, and no longer than is usual between two of them; a single one a second. */
export function frameWindows(frames: FrameAnalysis[]): ScoreWindow[] {
  const gaps = frames.slice(1).map(({ second }, i) => second - (frames[i]?.second ?? 0))
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 1
  return frames.map(({ second, verdict, hits }, i) => ({
    start: second,
    end: Math.min(frames[i + 1]?.second ?? Number.POSITIVE_INFINITY, second + usual),
    score: verdict?.score ?? null,
    label: verdict?.label ?? null,
    found: hits.map(({ title }) => title),
  }))
}

/** Also where no frame was judged by itself: it says so, and its moments are those to step through. */
function pictureTrack(frames: FrameAnalysis[]): ScoreTrack {
  return { name: 'picture', title: 'Sampled frames', nouns: ['frame', 'frames'], windows: frameWindows(frames) }
}

/** The windows of the sound: as another API scored them, else as the built-in engine did where somebody speaks. */
function soundTrack(run: TimedRun, start: number): ScoreTrack {
  const { frameLength } = run.parameters
  const reported = reportedWindows(run, start)
  return {
    name: 'sound',
    // What the built-in engine scores is one kind of voice only.
    title: `${reported ? 'Sound' : 'Likeness to a robotic voice,'} in windows of ${frameLength === 1 ? '1 second' : `${frameLength} seconds`}`,
    nouns: ['window', 'windows'],
    windows: reported ?? ownWindows(run),
  }
}

function reportedWindows({ result, parameters: { frameLength } }: TimedRun, start: number): ScoreWindow[] | null {
  const scores = result?.reported?.metrics?.score
  if (!scores) return null
  return scores.map((text, i) => ({
    start: start + i * frameLength,
    end: Math.min(start + (i + 1) * frameLength, result?.facts.durationSeconds ?? Number.POSITIVE_INFINITY),
    score: scoreIn(text),
    label: null,
    found: [],
  }))
}

/** None where no window was judged: a track without a score would only say so. */
function ownWindows({ result }: TimedRun): ScoreWindow[] {
  const windows = result?.windows ?? []
  if (windows.every(({ score }) => score === null)) return []
  return windows.map(({ start, end, score }) => ({ start, end, score, label: null, found: [] }))
}

function scoreIn(text: string | null): number | null {
  const score = text === null ? Number.NaN : Number(text)
  return Number.isFinite(score) ? Math.min(1, Math.max(0, score)) : null
}

/** Of pieces that say what every window says already there is no second mark. */
const saidByWindows = new Set(['video.frames', 'remote.sound', 'remote.video'])

function findingOf({ id, check, title, status, time }: CaseDetection['evidence'][number]): Span[] {
  if (!time || status !== 'hit' || saidByWindows.has(check)) return []
  const track = check.startsWith('sound.') ? 'sound' : check.startsWith('video.') ? 'picture' : 'file'
  return [{ track, start: time.start, end: time.end, highest: null, found: [title], evidenceId: id }]
}

/** How much of the sound its outline covers: what was listened to, else all of it. */
function listenedSeconds({ result, evidence }: TimedRun): number | null {
  const listened = evidence.find(({ check }) => check === 'sound.pauses')?.facts.listenedSeconds
  if (typeof listened === 'number' && listened > 0) return listened
  return result?.facts.durationSeconds ?? null
}

/** The engine's own spectrogram, whose frame is known; another API's stands by itself. */
function spectrogramOf({ evidence }: TimedRun, copies: CaseCopy[], start: number): MediaTracks['spectrogram'] {
  const piece = evidence.find(({ check, mapMediaId }) => check === 'sound.spectrogram' && mapMediaId !== null)
  const copy = copies.find(({ id, deletedAt }) => id === piece?.mapMediaId && !deletedAt)
  const { seconds, highestHz } = piece?.facts ?? {}
  if (!piece || copy?.width !== spectrogramSize.width || copy.height !== spectrogramSize.height) return null
  if (typeof seconds !== 'number' || seconds <= 0 || typeof highestHz !== 'number') return null
  const factsOf = (name: string) => evidence.find(({ check }) => check === name)?.facts ?? {}
  const measured = { spectrogram: piece.facts, bandwidth: factsOf('sound.bandwidth'), pauses: factsOf('sound.pauses') }
  const said = { reading: readSpectrogram(measured), levels: levelsInFacts(piece.facts) }
  return { evidenceId: piece.id, start, seconds, highestHz, ...said }
}
