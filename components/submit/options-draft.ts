import { languageCode } from '@/lib/detect/request-parameters'
import { begunWith, type SubmitDefaults, type SubmitStart } from '@/lib/teams/team-rules'
import type { ChosenOptions } from './submission'

/** What is chosen here: all but whether it may be kept. */
export type AnalysisChoice = Omit<ChosenOptions, 'zeroRetention'>

/** The options as they stand in the fields: numbers and the language as typed. */
export type OptionsDraft = Omit<SubmitStart, 'startRegion' | 'endRegion' | 'maxVideoSecs' | 'language'> & {
  span: boolean
  from: string
  to: string
  cap: boolean
  seconds: string
  language: string
}

/** The fields of a page that begins as a team has it. */
export function draftOf(defaults: SubmitDefaults): OptionsDraft {
  const { startRegion, endRegion, maxVideoSecs, language, ...plain } = begunWith(defaults)
  return {
    ...plain,
    span: (startRegion ?? 0) > 0 || endRegion !== null,
    from: String(startRegion ?? 0),
    to: endRegion === null ? '' : String(endRegion),
    cap: maxVideoSecs !== null,
    seconds: String(maxVideoSecs ?? 60),
    language: language ?? '',
  }
}

/** What the fields say, every option with its value; or the sentence that says why they cannot be used. */
export function startOf(draft: OptionsDraft): SubmitStart | { fault: string } {
  const { span, from: typedFrom, to: typedTo, cap, seconds: typedSeconds, language: typed, ...plain } = draft
  const from = span ? number(typedFrom || '0') : null
  const to = span && typedTo.trim() !== '' ? number(typedTo) : null
  const seconds = cap ? number(typedSeconds) : null
  if ([from, to].some((one) => one !== null && !(one >= 0))) return { fault: 'Give the span in seconds, such as 12.5.' }
  if (from !== null && to !== null && to <= from) return { fault: 'The span has to end after it begins.' }
  if (span && to === null && from === 0) return { fault: 'Say where the span begins or ends.' }
  if (seconds !== null && !(Number.isInteger(seconds) && seconds >= 1))
    return { fault: 'Give whole seconds, at least 1.' }
  const language = typed.trim() || null
  if (language && !languageCode.test(language)) return { fault: 'Give the language as a code, such as en or pt-BR.' }
  return {
    ...plain,
    // What is not shown any more is not asked for, however it was ticked before.
    faceOnly: plain.faceOnly && plain.modality !== 'audio',
    inferFromIntelligence: plain.inferFromIntelligence && plain.intelligence,
    startRegion: from,
    endRegion: to,
    maxVideoSecs: seconds,
    language,
  }
}

/**
 * The options as they are sent, or why they cannot be used. `elsewhere`: a Detect API analyses the team's cases; what only it does is
 * asked for nowhere else, also where it is the team's default.
 */
export function optionsOf(draft: OptionsDraft, elsewhere: boolean): AnalysisChoice | { fault: string } {
  const start = startOf(draft)
  if ('fault' in start) return start
  const { reverseSearch, faceOnly, useOodDetector, inferFromIntelligence, ...asked } = start
  return {
    ...asked,
    useReverseSearch: reverseSearch,
    faceOnly: elsewhere && faceOnly,
    useOodDetector: elsewhere && useOodDetector,
    inferFromIntelligence: elsewhere && inferFromIntelligence,
  }
}

/** The fields as they are meant: “060” and “60” seconds are the same, and so is what is typed where nothing is asked. */
export function meantBy(draft: OptionsDraft): Record<keyof OptionsDraft, unknown> {
  const { span, from, to, cap, seconds, language } = draft
  return {
    ...draft,
    from: span ? number(from || '0') : '',
    to: span && to.trim() !== '' ? number(to) : '',
    seconds: cap ? number(seconds) : '',
    language: language.trim(),
  }
}

function number(text: string): number {
  const trimmed = text.trim().replace(',', '.')
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN
}
