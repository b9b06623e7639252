import { clockTime } from '@/components/media/clock-time'
import { DetectionParameters } from '@/lib/detect/request-parameters'

/** The options of a run as rows of a table. */
export function parameterRows(parameters: DetectionParameters): [name: string, value: string][] {
  const { visualize, startRegion, endRegion, maxVideoSecs, modality, frameLength, faceOnly } = parameters
  const { intelligence, inferFromIntelligence, audioSourceTracing, useReverseSearch, useOodDetector } = parameters
  const yesNo = (asked: boolean) => (asked ? 'Yes' : 'No')
  return [
    ['Part analysed', partWords(startRegion, endRegion)],
    ['At most of a video', maxVideoSecs === null ? 'No limit asked for' : `${maxVideoSecs} s`],
    ['Sound or picture', { audio: 'Sound only', video: 'Picture only', all: 'Both' }[modality]],
    ['Maps drawn', yesNo(visualize)],
    ['Frame length', `${frameLength} s`],
    ['Faces only', yesNo(faceOnly)],
    ['Report in words', yesNo(intelligence)],
    ['Report may lift the verdict', yesNo(inferFromIntelligence)],
    ['Source of the sound traced', yesNo(audioSourceTracing)],
    ['Copies looked for', yesNo(useReverseSearch)],
    ['Unusual sound looked for', yesNo(useOodDetector)],
  ]
}

/** What was asked for other than the usual, in a few words each. Anything that is not a set of options: nothing. */
export function changedParameters(given: unknown): string[] {
  const parsed = DetectionParameters.safeParse(given)
  if (!parsed.success) return []
  const usual = parameterRows(DetectionParameters.parse({}))
  return parameterRows(parsed.data).flatMap(([name, value], index) => {
    if (value === usual[index]?.[1]) return []
    const named = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
    if (value === 'Yes') return named
    return value === 'No' ? `no ${named}` : `${named}: ${value}`
  })
}

/** How long after it was asked for a run ended, the wait for its turn included; null while it runs. */
export function runSeconds(asked: Date, completed: Date | null): string | null {
  if (!completed) return null
  return `${((completed.getTime() - asked.getTime()) / 1000).toFixed(1)} s`
}

function partWords(start: number | null, end: number | null): string {
  if (start === null && end === null) return 'All of it'
  return `From ${clockTime(start ?? 0)} to ${end === null ? 'the end' : clockTime(end)}`
}
